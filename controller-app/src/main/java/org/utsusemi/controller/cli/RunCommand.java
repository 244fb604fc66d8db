package org.utsusemi.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.Notice;
import org.utsusemi.topology.sitefile.SiteFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a site until it is told to stop. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs a site: the controller with its REST interface and page, and the decoy plane beside it."
            + " Ends on SIGINT or SIGTERM; the rules in the switches stay.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:told to stop",
      "1:the site file has problems",
      "2:wrong usage",
      "3:could not start"
    })
public final class RunCommand implements Subcommand {
  @Parameters(paramLabel = "SITE.yaml")
  private Path file;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    SiteFile.Result read = SiteFile.read(file);
    if (read.site().isEmpty()) {
      read.problems().forEach(err::println);
      err.println("utsusemi run: not started; see `utsusemi check " + file + "`");
      return 1;
    }
    read.notices().forEach(notice -> err.println("note: " + notice));
    if (read.notices().stream().anyMatch(Notice::forbidsRun)) {
      err.println("utsusemi run: not started, because of what the notes above say");
      return 1;
    }
    Site site = read.site().get();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(told, done), "stop"));
    try (RunningSite running = RunningSite.start(site, Version.text())) {
      err.println("utsusemi: site " + site.name() + " runs; its page is " + running.pageAddress());
      told.await();
    } catch (IOException e) {
      err.println("utsusemi run: not started: " + e.getMessage());
      return 3;
    } finally {
      done.countDown();
    }
    return 0;
  }

  private static void stop(CountDownLatch told, CountDownLatch done) {
    told.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
