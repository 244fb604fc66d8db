package org.utsusemi.controller.incident;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by name, for a bounded number of names; the rest together. */
final class Tally {
  static final String OTHER = "other";

  private final int capacity;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  Tally(int capacity) {
    this.capacity = capacity;
  }

  void add(String name, long count) {
    boolean room = counts.containsKey(name) || counts.size() < capacity;
    counts.merge(room ? name : OTHER, count, Long::sum);
  }

  Map<String, Long> counts() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
