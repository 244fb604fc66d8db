package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.utsusemi.decoy.persona.MacPattern;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.plane.StandaloneHosts;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.plane.CloneNetwork;

/** Makes hosts of the options, and lists everything that is wrong with them. */
final class StandalonePlan {
  /** A persona with all its tables takes some kilobytes. */
  private static final int LARGEST_FILE = 1 << 20;

  private final PersonaFile reader;
  private final Set<Ipv4Address> own;
  private final List<String> problems = new ArrayList<>();
  private final Map<Path, Optional<Persona>> read = new HashMap<>();

  /**
   * What came of it.
   *
   * @param hosts there exactly when there are no problems
   * @param problems one line each
   */
  record Result(Optional<StandaloneHosts> hosts, List<String> problems) {
    Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * @param own addresses that this machine's kernel answers for
   */
  StandalonePlan(PersonaFile reader, Set<Ipv4Address> own) {
    this.reader = reader;
    this.own = Set.copyOf(own);
  }

  /**
   * Reads all files that the options name, each once.
   *
   * @param key at least one byte
   */
  Result of(StandaloneOptions options, byte[] key) {
    if (options.bindings.isEmpty() && options.subnets.isEmpty()) {
      problems.add("there is nothing to answer as: give --bind, or --subnet with --personas");
    }
    Map<Ipv4Address, StandaloneHosts.Bound> bound = bound(options.bindings);
    Map<String, Persona> personas = personas(options);
    List<CloneNetwork> networks = networks(options, List.copyOf(personas.keySet()));
    return problems.isEmpty()
        ? new Result(Optional.of(new StandaloneHosts(bound, networks, personas, key)), List.of())
        : new Result(Optional.empty(), problems);
  }

  private Map<Ipv4Address, StandaloneHosts.Bound> bound(List<Binding> bindings) {
    Map<Ipv4Address, StandaloneHosts.Bound> bound = new LinkedHashMap<>();
    Map<MacPattern, Ipv4Address> macs = new HashMap<>();
    for (Binding binding : bindings) {
      Ipv4Address address = binding.address();
      if (own.contains(address)) {
        problems.add(address + ": is this machine's own address, its kernel would answer too");
      }
      Optional<Persona> persona = persona(binding.persona());
      Optional<MacPattern> mac =
          binding.mac().map(MacPattern::of).or(() -> persona.flatMap(Persona::mac));
      if (persona.isPresent() && mac.isEmpty()) {
        problems.add(noMac(binding.persona()) + ", or --bind " + address + "/MAC=…");
      }
      mac.filter(pattern -> pattern.whole().isPresent())
          .map(pattern -> macs.put(pattern, address))
          .filter(other -> !other.equals(address))
          .ifPresent(
              other ->
                  problems.add(
                      address + ": has the same MAC address as " + other + "; give it another"));
      StandaloneHosts.Bound one =
          persona.isPresent() && mac.isPresent()
              ? new StandaloneHosts.Bound(address, persona.get(), mac.get())
              : null;
      if (bound.containsKey(address)) {
        problems.add(address + ": is bound twice");
      }
      bound.put(address, one);
    }
    return problems.isEmpty() ? bound : Map.of();
  }

  private Map<String, Persona> personas(StandaloneOptions options) {
    if (options.personas == null) {
      if (!options.subnets.isEmpty()) {
        problems.add("--subnet needs --personas DIR: whom shall its addresses be?");
      }
      return Map.of();
    }
    if (options.subnets.isEmpty()) {
      problems.add("--personas needs --subnet CIDR: where shall they stand?");
    }
    Map<String, Persona> personas = new LinkedHashMap<>();
    for (Path file : files(options.personas)) {
      Optional<Persona> persona = persona(file);
      if (persona.isPresent() && persona.get().mac().isEmpty()) {
        problems.add(noMac(file));
      }
      persona.ifPresent(p -> personas.put(file.getFileName().toString(), p));
    }
    return personas;
  }

  private Set<Path> files(Path directory) {
    Set<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.yaml")) {
      entries.forEach(files::add);
      if (files.isEmpty()) {
        problems.add(directory + ": has no *.yaml file");
      }
    } catch (IOException e) {
      problems.add(directory + ": cannot be read: " + Reasons.of(e));
    }
    return files;
  }

  private List<CloneNetwork> networks(StandaloneOptions options, List<String> personas) {
    double density = options.density == null ? 1 : options.density;
    if (!(density >= 0 && density <= 1)) {
      problems.add("--density " + density + ": expected 0 to 1");
    }
    if (options.subnets.isEmpty() && options.density != null) {
      problems.add("--density needs --subnet: what is bound always answers");
    }
    List<Ipv4Range> reserved = new ArrayList<>(options.reserved);
    own.forEach(address -> reserved.add(new Ipv4Range(address, address)));
    List<CloneNetwork> networks = new ArrayList<>();
    for (Ipv4Subnet subnet : options.subnets) {
      networks.stream()
          .filter(other -> other.subnet().overlaps(subnet))
          .forEach(other -> problems.add(subnet + ": overlaps " + other.subnet()));
      networks.add(new CloneNetwork(subnet.toString(), subnet, density, personas, reserved));
    }
    return networks;
  }

  private Optional<Persona> persona(Path file) {
    return read.computeIfAbsent(file.normalize(), this::open);
  }

  private Optional<Persona> open(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      if (bytes.length > LARGEST_FILE) {
        problems.add(file + ": is larger than " + LARGEST_FILE + " bytes");
        return Optional.empty();
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      PersonaFile.Result result = reader.read(file.toString(), text);
      result.problems().forEach(problem -> problems.add(problem.toString()));
      return result.persona();
    } catch (CharacterCodingException e) {
      problems.add(file + ": is not UTF-8");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + Reasons.of(e));
    }
    return Optional.empty();
  }

  private static String noMac(Path file) {
    return file
        + ": has no mac, and without a controller there are no devices to take a vendor from:"
        + " write mac: \"00:30:de\"";
  }
}
