package org.utsusemi.decoy.personality;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.utsusemi.topology.yaml.Nearest;

/**
 * The fingerprints of the nmap that is installed. Read line by line each time: the file has 5 MB,
 * and a decoy plane with 100 MB in all asks it a few times at its start.
 */
public final class NmapOsDb {
  /** Where Debian's and most other packages put it. */
  public static final Path INSTALLED = Path.of("/usr/share/nmap/nmap-os-db");

  private static final String HEAD = "Fingerprint ";
  private static final String CLASS = "Class ";

  /** What asking for a name led to. */
  public sealed interface Found {
    /** The first fingerprint of that name. */
    record Yes(Fingerprint fingerprint) implements Found {}

    /** There is none. {@code hint}: {@code : did you mean '…'?}, or empty. */
    record No(String hint) implements Found {}

    /** There is no file to look it up in, or it cannot be read. */
    record Unknown() implements Found {}
  }

  /**
   * One fingerprint of the file.
   *
   * @param ordinal how many of that name stand before it
   * @param line of its name, from 1
   * @param classes what nmap files it under, such as {@code Linux | Linux | 2.6.X | media device}
   * @param text its tests, a line each
   */
  public record Entry(String name, int ordinal, int line, List<String> classes, String text) {
    public Entry {
      classes = List.copyOf(classes);
    }

    /**
     * @throws IllegalArgumentException when it is in a notation of the future
     */
    public Fingerprint fingerprint() {
      return Fingerprint.parse(text);
    }
  }

  private final Path file;

  public NmapOsDb(Path file) {
    this.file = file;
  }

  /** The first fingerprint of a name. */
  public Found find(String name) {
    if (!Files.isReadable(file)) {
      return new Found.Unknown();
    }
    Set<String> names = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      Reader reader = new Reader(lines);
      for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
        if (entry.name().equals(name)) {
          return new Found.Yes(entry.fingerprint());
        }
        names.add(entry.name());
      }
      return new Found.No(Nearest.hint(name, names));
    } catch (IOException | IllegalArgumentException e) {
      // as good as no nmap: the name stays unchecked; an entry in a notation of the future is no
      // error of the persona
      return new Found.Unknown();
    }
  }

  /**
   * All fingerprints whose name satisfies a condition, in the order of the file.
   *
   * @throws IOException when there is no such file, or it cannot be read
   */
  public List<Entry> entries(Predicate<String> name) throws IOException {
    List<Entry> found = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      Reader reader = new Reader(lines);
      for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
        if (name.test(entry.name())) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  /** The name's n-th fingerprint, from 0. */
  public Optional<Entry> entry(String name, int ordinal) throws IOException {
    return entries(name::equals).stream().filter(e -> e.ordinal() == ordinal).findFirst();
  }

  private static final class Reader {
    private final BufferedReader lines;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private int number;
    private String line;

    Reader(BufferedReader lines) {
      this.lines = lines;
    }

    Entry next() throws IOException {
      while (line == null || !line.startsWith(HEAD)) {
        if (advance() == null) {
          return null;
        }
      }
      String name = line.substring(HEAD.length()).strip();
      int at = number;
      List<String> classes = new ArrayList<>();
      StringBuilder tests = new StringBuilder();
      while (advance() != null && !line.isBlank() && !line.startsWith(HEAD)) {
        if (line.startsWith(CLASS)) {
          classes.add(line.substring(CLASS.length()).strip());
        } else if (line.indexOf('(') > 0 && !line.startsWith("CPE ") && !line.startsWith("#")) {
          tests.append(line).append('\n');
        }
      }
      int ordinal = ordinals.merge(name, 1, Integer::sum) - 1;
      return new Entry(name, ordinal, at, classes, tests.toString());
    }

    private String advance() throws IOException {
      line = lines.readLine();
      number++;
      return line;
    }
  }
}
