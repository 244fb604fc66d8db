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
import org.utsusemi.decoy.link.LinkKind;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.plane.Hello;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A decoy plane: the child of a controller, or by itself. */
@Command(
    name = "decoy",
    mixinStandardHelpOptions = true,
    description = {
      "Answers as machines that do not exist.",
      "By itself, with --bind or --subnet, on the network at an interface, until SIGINT or SIGTERM."
          + " With --control as the child of 'utsusemi run', which starts it: on what the switches"
          + " steer to the interface, until the controller closes the connection (exit code 3)."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:told to stop",
      "1:what it shall answer as has problems; all of them are listed",
      "2:wrong usage",
      "3:could not start, or could not go on"
    })
public final class DecoyCommand implements Subcommand {
  static final int COULD_NOT = 3;
  private static final Logger LOG = LoggerFactory.getLogger(DecoyCommand.class);

  @Option(
      names = "--interface",
      required = true,
      paramLabel = "IF",
      description = "The interface to answer at.")
  private String networkInterface;

  @Option(
      names = "--control",
      paramLabel = "SOCKET",
      description = "The Unix-domain socket that the controller listens at.")
  private Path controlSocket;

  @Option(
      names = "--link",
      paramLabel = "pcap|ring",
      defaultValue = "pcap",
      converter = LinkKindConverter.class,
      description =
          "How the interface is read: through libpcap, or through a ring shared with the kernel,"
              + " which takes less of the processor under a flood (default: pcap).")
  private LinkKind linkKind;

  @Mixin private StandaloneOptions standalone;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    if (controlSocket == null) {
      return new StandaloneRun(networkInterface, linkKind, standalone, err).call();
    }
    if (standalone.any()) {
      throw new ParameterException(
          spec.commandLine(),
          "--control is for a decoy plane with a controller, which says all that --bind, --subnet"
              + " and the like say: give one or the other");
    }
    return withController(err);
  }

  private int withController(PrintWriter err) {
    String version =
        Optional.ofNullable(getClass().getPackage().getImplementationVersion()).orElse("");
    try (Link link = linkKind.open(networkInterface);
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

  static final class LinkKindConverter implements ITypeConverter<LinkKind> {
    @Override
    public LinkKind convert(String value) {
      return switch (value) {
        case "pcap" -> LinkKind.PCAP;
        case "ring" -> LinkKind.RING;
        default ->
            throw new TypeConversionException("expected pcap or ring, found '" + value + "'");
      };
    }
  }
}
