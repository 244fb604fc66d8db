package org.utsusemi.decoy.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.link.LinkException;
import org.utsusemi.decoy.link.LinkKind;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.plane.StandaloneHosts;
import org.utsusemi.decoy.stack.TimeSource;

/** One run of a decoy plane by itself, from its options to its exit code. */
final class StandaloneRun {
  private static final int PROBLEMS = 1;
  private static final int PATIENCE_SECONDS = 10;

  private final String networkInterface;
  private final LinkKind linkKind;
  private final StandaloneOptions options;
  private final PrintWriter err;

  StandaloneRun(
      String networkInterface, LinkKind linkKind, StandaloneOptions options, PrintWriter err) {
    this.networkInterface = networkInterface;
    this.linkKind = linkKind;
    this.options = options;
    this.err = err;
  }

  int call() throws InterruptedException {
    try {
      StandalonePlan plan = new StandalonePlan(PersonaFile.reader(), OwnAddresses.now());
      byte[] key = options.key == null ? KeyFile.random() : KeyFile.at(options.key);
      StandalonePlan.Result result = plan.of(options, key);
      if (result.hosts().isEmpty()) {
        result.problems().forEach(err::println);
        err.println("utsusemi decoy: not started");
        return PROBLEMS;
      }
      return run(result.hosts().get());
    } catch (LinkException e) {
      boolean privilege = e.getMessage().toLowerCase(Locale.ROOT).contains("permi");
      err.println(
          "utsusemi decoy: "
              + e.getMessage()
              + (privilege ? " (it needs root, or CAP_NET_RAW)" : ""));
      return DecoyCommand.COULD_NOT;
    } catch (IOException e) {
      err.println("utsusemi decoy: " + e.getMessage());
      return DecoyCommand.COULD_NOT;
    } finally {
      err.flush();
    }
  }

  private int run(StandaloneHosts hosts) throws IOException, InterruptedException {
    try (Link link = linkKind.open(networkInterface);
        OutputStream out = open()) {
      DecoyCommand.rehearse(Rehearsal::run);
      StandalonePlane plane =
          new StandalonePlane(
              link,
              hosts,
              isTold() ? Optional.of(out) : Optional.empty(),
              TimeSource.SYSTEM,
              new SecureRandom());
      CompletableFuture<Integer> exitCode = new CompletableFuture<>();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(plane, exitCode), "stop"));
      try {
        Optional<String> failure = plane.run(() -> tellReady(hosts.count()));
        plane.tellTheRest();
        failure.ifPresent(why -> err.println("utsusemi decoy: " + why));
        exitCode.complete(failure.isPresent() ? DecoyCommand.COULD_NOT : 0);
      } finally {
        exitCode.complete(DecoyCommand.COULD_NOT);
      }
      return exitCode.join();
    }
  }

  private void tellReady(int count) {
    String hosts = count == 1 ? "1 host" : count + " hosts";
    err.println("utsusemi decoy: answering as " + hosts + " on " + networkInterface);
    err.flush();
  }

  private boolean isTold() {
    return !"none".equals(options.touches);
  }

  private OutputStream open() throws IOException {
    String where = options.touches == null ? "-" : options.touches;
    return switch (where) {
      case "none" -> OutputStream.nullOutputStream();
      case "-" -> new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
      default -> {
        try {
          yield new BufferedOutputStream(
              Files.newOutputStream(
                  Path.of(where), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
          throw new IOException("cannot write touches to " + where + ": " + Reasons.of(e), e);
        }
      }
    };
  }

  /**
   * A Java program that a signal ends exits with 128 and more; this one was merely told to stop.
   */
  private void stop(StandalonePlane plane, CompletableFuture<Integer> exitCode) {
    plane.stop();
    try {
      int code = exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      err.flush();
      Runtime.getRuntime().halt(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      err.println("utsusemi decoy: did not end in time: " + e);
      err.flush();
    }
  }
}
