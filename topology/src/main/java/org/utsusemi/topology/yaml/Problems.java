package org.utsusemi.topology.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.utsusemi.topology.model.SourceRef;

/** Collects problems; the same one only once. */
public final class Problems {
  private final Set<Problem> all = new LinkedHashSet<>();

  public void add(SourceRef at, String message) {
    all.add(new Problem(at, message));
  }

  /**
   * Adds a problem of the value at {@code path}, such as {@code devices.plc1.mac}; an empty path
   * stands for the whole file.
   */
  public void add(SourceRef at, String path, String message) {
    add(at, path.isEmpty() ? message : path + ": " + message);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** How many there are so far. */
  public int size() {
    return all.size();
  }

  /** In the order of the file; those of one place in the order they were found. */
  public List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Problem::at));
    return List.copyOf(sorted);
  }
}
