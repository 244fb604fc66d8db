package org.utsusemi.decoy.persona;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.yaml.Nearest;

/**
 * The fingerprints of the nmap that is installed. Read line by line each time: the file has 5 MB,
 * and a decoy plane with 100 MB in all asks it a few times at its start.
 */
final class NmapOsDb {
  /** Where Debian's and most other packages put it. */
  static final Path INSTALLED = Path.of("/usr/share/nmap/nmap-os-db");

  private static final String HEAD = "Fingerprint ";

  /** What asking for a name led to. */
  sealed interface Found {
    /** The first fingerprint of that name. */
    record Yes(Fingerprint fingerprint) implements Found {}

    /** There is none. {@code hint}: {@code : did you mean '…'?}, or empty. */
    record No(String hint) implements Found {}

    /** There is no file to look it up in, or it cannot be read. */
    record Unknown() implements Found {}
  }

  private final Path file;

  NmapOsDb(Path file) {
    this.file = file;
  }

  Found find(String name) {
    if (!Files.isReadable(file)) {
      return new Found.Unknown();
    }
    Set<String> names = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(HEAD)) {
          String found = line.substring(HEAD.length()).strip();
          if (found.equals(name)) {
            return fingerprint(lines).<Found>map(Found.Yes::new).orElseGet(Found.Unknown::new);
          }
          names.add(found);
        }
      }
      return new Found.No(Nearest.hint(name, names));
    } catch (IOException e) {
      // as good as no nmap: the name stays unchecked
      return new Found.Unknown();
    }
  }

  private static Optional<Fingerprint> fingerprint(BufferedReader lines) throws IOException {
    StringBuilder tests = new StringBuilder();
    for (String line = lines.readLine();
        line != null && !line.isBlank() && !line.startsWith(HEAD);
        line = lines.readLine()) {
      if (line.indexOf('(') > 0 && !line.startsWith("Class ") && !line.startsWith("CPE ")) {
        tests.append(line).append('\n');
      }
    }
    try {
      return Optional.of(Fingerprint.parse(tests.toString()));
    } catch (IllegalArgumentException e) {
      // the name is there, and an entry in a notation of the future is no error of the persona
      return Optional.empty();
    }
  }
}
