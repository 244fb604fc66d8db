package org.utsusemi.decoy.clone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.command.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code utsusemi clone}. */
@Command(
    name = "clone",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a persona file of what nmap and captures show of one real device.",
      "Scan with: nmap -O -sV -sC -sSU -vv -d -p T:1-1024,U:53,161 -oX scan.xml ADDRESS, while"
          + " tcpdump -w capture.pcap -s 0 runs and an ordinary client talks to the device. nmap -O"
          + " can upset old PLCs: there, learn from captures alone."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the file is written",
      "2:wrong usage: which device is meant, or an input that is none",
      "3:could not read or write a file"
    })
public final class CloneCommand implements Subcommand {
  private static final int USAGE = 2;
  private static final int COULD_NOT = 3;

  @Option(
      names = "--nmap",
      paramLabel = "SCAN.xml",
      description = "What nmap -oX wrote; may be given several times, three or more are best.")
  private List<Path> scans = List.of();

  @Option(
      names = "--pcap",
      paramLabel = "CAPTURE",
      description = "A pcap or pcapng file; may be given several times, in the order of time.")
  private List<Path> captures = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PERSONA.yaml",
      description = "The persona file to write.")
  private Path out;

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "The device, when what is given shows several.")
  private String address;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the persona; else that of the file.")
  private String name;

  @Option(
      names = "--exact-mac",
      description =
          "Write the device's whole MAC address and not just its vendor's prefix: for one double"
              + " and no more.")
  private boolean exactMac;

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (scans.isEmpty() && captures.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "give --nmap or --pcap, or both");
    }
    Optional<Ipv4Address> wanted = Optional.ofNullable(address).map(this::parse);
    if (Files.exists(out) && !force) {
      throw new ParameterException(
          spec.commandLine(), out + " is there already: write another, or over it with --force");
    }
    Notes notes = new Notes();
    try {
      Inputs inputs = new Inputs(line -> tell(err, line), notes);
      Evidence evidence = inputs.read(scans, captures, wanted);
      tell(err, "the device is " + evidence.address());
      Cloning.Made made =
          new Cloning(evidence, name(), exactMac, notes, line -> tell(err, line)).make();
      write(made.text());
      report(err, notes, made.tried());
      return 0;
    } catch (Inputs.Ambiguous e) {
      tell(err, e.getMessage());
      return USAGE;
    } catch (NoSuchFileException e) {
      tell(err, "there is no file " + e.getMessage());
      return COULD_NOT;
    } catch (IOException e) {
      tell(err, e.getMessage());
      return COULD_NOT;
    }
  }

  private Ipv4Address parse(String text) {
    return Ipv4Address.tryParse(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--address: '" + text + "' is no IPv4 address"));
  }

  /** Letters that a persona's name cannot have become hyphens. */
  private String name() {
    String given = Optional.ofNullable(name).orElseGet(() -> out.getFileName().toString());
    String stem = name == null ? given.replaceFirst("\\.ya?ml$", "") : given;
    String clean = stem.replaceAll("[^A-Za-z0-9_.-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    return clean.isEmpty() ? "clone" : clean.substring(0, Math.min(63, clean.length()));
  }

  /** Whole or not at all. */
  private void write(String text) throws IOException {
    Path directory = out.toAbsolutePath().getParent();
    Path part = Files.createTempFile(directory, ".clone", ".yaml");
    try {
      Files.writeString(part, text, StandardCharsets.UTF_8);
      try {
        Files.move(part, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void report(PrintWriter err, Notes notes, Rehearing.Result tried) {
    err.println();
    err.println("Learned:");
    notes.learned().forEach(what -> err.println("  " + what));
    if (!notes.missing().isEmpty()) {
      err.println("Not learned:");
      notes.missing().forEach(m -> err.println("  " + m.what() + ": " + m.why()));
    }
    err.println(
        "Asked "
            + tried.asked()
            + " questions of the capture, the clone answers "
            + tried.alike()
            + " as the device did.");
    tried.different().forEach(line -> err.println("  " + line));
    err.println(out + " is written.");
    err.flush();
  }

  private static void tell(PrintWriter err, String line) {
    err.println("utsusemi clone: " + line);
    err.flush();
  }
}
