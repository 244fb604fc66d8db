package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.decoy.control.ControlChannel;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.link.LinkException;
import org.utsusemi.decoy.link.Pcap4jLink;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.plane.Hello;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A decoy plane as the child of a controller. */
@Command(
    name = "decoy",
    mixinStandardHelpOptions = true,
    description =
        "Answers what the switches steer to an interface. Started by 'utsusemi run'; runs until"
            + " its controller closes the connection, and then exits with 3.")
public final class DecoyCommand implements Subcommand {
  private static final Logger LOG = LoggerFactory.getLogger(DecoyCommand.class);
  private static final int COULD_NOT = 3;

  @Option(
      names = "--interface",
      required = true,
      paramLabel = "IF",
      description = "The interface behind the decoy port.")
  private String networkInterface;

  @Option(
      names = "--control",
      required = true,
      paramLabel = "SOCKET",
      description = "The Unix-domain socket that the controller listens at.")
  private Path controlSocket;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    String version =
        Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse("");
    try (Link link = Pcap4jLink.open(networkInterface);
        ControlChannel control = ControlChannel.connect(controlSocket)) {
      rehearse(Rehearsal::run);
      DecoyPlane plane = new DecoyPlane(link, control, TimeSource.SYSTEM, new SecureRandom());
      err.println("utsusemi decoy: " + plane.run(new Hello(version, networkInterface)));
    } catch (LinkException e) {
      err.println("utsusemi decoy: " + e.getMessage());
    } catch (IOException e) {
      err.println("utsusemi decoy: no controller at " + controlSocket + ": " + e.getMessage());
    }
    err.flush();
    return COULD_NOT;
  }

  /** Without it the first answers only take longer. */
  static void rehearse(Runnable rehearsal) {
    try {
      rehearsal.run();
    } catch (RuntimeException e) {
      LOG.warn("the rehearsal has failed; the first answers will be slow", e);
    }
  }
}
