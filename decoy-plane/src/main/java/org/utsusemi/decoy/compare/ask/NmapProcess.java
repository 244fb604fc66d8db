package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.utsusemi.decoy.nmap.NmapScan;
import org.utsusemi.decoy.nmap.NmapXml;
import org.utsusemi.decoy.nmap.NmapXmlException;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Runs the nmap that is installed, one run at a time, as a child that ends with this process. It is
 * given no name to resolve, and what it is to ask comes from us alone.
 */
final class NmapProcess implements AutoCloseable {
  private static final int ERROR_TOLD = 2000;

  private final Optional<String> networkInterface;
  private final Path directory;
  private final Thread ending = new Thread(this::end);
  private volatile Process running;
  private int runs;

  /**
   * @throws CouldNotAsk when there is no place for its files
   */
  NmapProcess(Optional<String> networkInterface) throws CouldNotAsk {
    this.networkInterface = networkInterface;
    try {
      directory = Files.createTempDirectory("utsusemi-compare-");
    } catch (IOException e) {
      throw new CouldNotAsk("no directory for nmap's files: " + e.getMessage(), e);
    }
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /**
   * Runs it.
   *
   * @param limit after which it is ended
   * @throws CouldNotAsk when it is not installed, fails, or takes too long
   */
  NmapScan run(List<String> arguments, List<Ipv4Address> targets, Duration limit)
      throws CouldNotAsk, InterruptedException {
    Path xml = directory.resolve("run-" + ++runs + ".xml");
    Path errors = directory.resolve("run-" + runs + ".txt");
    List<String> command = new ArrayList<>(List.of("nmap", "-n", "-Pn"));
    networkInterface.ifPresent(name -> command.addAll(List.of("-e", name)));
    command.addAll(arguments);
    command.addAll(List.of("-oX", xml.toString()));
    targets.forEach(target -> command.add(target.toString()));
    Process process = start(command, errors);
    running = process;
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        throw new CouldNotAsk(
            "nmap took more than " + limit.toSeconds() + " s: " + String.join(" ", command));
      }
      if (process.exitValue() != 0) {
        throw new CouldNotAsk(
            "nmap ended with " + process.exitValue() + ": " + told(errors) + hint(told(errors)));
      }
      return NmapXml.read(xml);
    } catch (NmapXmlException e) {
      throw new CouldNotAsk("nmap wrote what cannot be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CouldNotAsk("what nmap wrote cannot be read: " + e.getMessage(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(List<String> command, Path errors) throws CouldNotAsk {
    try {
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(errors.toFile())
          .start();
    } catch (IOException e) {
      throw new CouldNotAsk("nmap cannot be started (apt install nmap): " + e.getMessage(), e);
    }
  }

  private static String told(Path errors) throws IOException {
    String text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
    return text.length() > ERROR_TOLD ? text.substring(0, ERROR_TOLD) : text;
  }

  private static String hint(String error) {
    return error.contains("root privileges") ? " Run it as root, or with --no-os-scan" : "";
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      return; // the program is ending already, and the hook does its work
    }
    end();
  }

  /** Leaves neither a child nor files behind; also when the program is interrupted. */
  private void end() {
    Process process = running;
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("nmap's files stay in " + directory, e);
    }
  }
}
