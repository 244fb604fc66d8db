package org.utsusemi.topology.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.model.SourceRef;

/**
 * A mapping while it is read, key by key, through {@link Shapes#mapping}. A key that is written
 * twice is a problem at both places (its first value counts); so is one that nobody asks for.
 */
public final class Fields {
  private final Mapping mapping;
  private final String path;
  private final Problems problems;
  private final Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private boolean othersRead;

  Fields(Mapping mapping, String path, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
    Map<String, SourceRef> last = new HashMap<>();
    for (Mapping.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      Mapping.Entry first = entries.putIfAbsent(key, entry);
      if (first != null) {
        SourceRef before = last.getOrDefault(key, first.key().at());
        twice(key, before, "again", entry.key().at());
        twice(key, entry.key().at(), "already", before);
        last.put(key, entry.key().at());
      }
    }
  }

  /** Where the mapping starts; a missing key is reported there. */
  public SourceRef at() {
    return mapping.at();
  }

  /** Where a key is written; empty when it is not. */
  public Optional<SourceRef> at(String key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.key().at());
  }

  /** Where the value of a key starts; where the mapping does when the key is not written. */
  public SourceRef valueAt(String key) {
    return entries.containsKey(key) ? entries.get(key).value().at() : at();
  }

  /** The path of a key of this mapping, such as {@code devices.plc1.mac}. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The path of this mapping; empty at the top of a file. */
  public String path() {
    return path;
  }

  public Problems problems() {
    return problems;
  }

  /**
   * The value of a key that must be there.
   *
   * @return empty exactly when a problem was added
   */
  public <T> Optional<T> required(String key, Shape<T> shape) {
    known.add(key);
    if (!entries.containsKey(key)) {
      problems.add(at(), path, "missing key '" + key + "': add it");
      return Optional.empty();
    }
    return read(key, shape);
  }

  /** The value of a key; empty when it is missing, or has a problem. */
  public <T> Optional<T> optional(String key, Shape<T> shape) {
    known.add(key);
    return entries.containsKey(key) ? read(key, shape) : Optional.empty();
  }

  /** The value of a key; {@code fallback} when it is missing, or has a problem. */
  public <T> T optional(String key, Shape<T> shape, T fallback) {
    return optional(key, shape).orElse(fallback);
  }

  /** Whether a key is written, whatever its value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The entries that were not asked for by key, in the order of the file; none twice. */
  public List<Mapping.Entry> others() {
    othersRead = true;
    Set<String> asked = new HashSet<>(known);
    return entries.values().stream().filter(e -> !asked.contains(e.key().text())).toList();
  }

  void finish() {
    if (othersRead) {
      return;
    }
    for (Mapping.Entry entry : entries.values()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        problems.add(
            entry.key().at(),
            path,
            "unknown key '"
                + key
                + "'"
                + Nearest.hint(key, known)
                + "; known here: "
                + String.join(", ", known));
      }
    }
  }

  private <T> Optional<T> read(String key, Shape<T> shape) {
    return shape.read(entries.get(key).value(), path(key), problems);
  }

  private void twice(String key, SourceRef at, String when, SourceRef other) {
    problems.add(
        at, path(key), "written " + when + " in line " + other.line() + ": keep one of them");
  }
}
