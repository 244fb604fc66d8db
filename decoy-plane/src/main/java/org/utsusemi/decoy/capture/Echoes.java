package org.utsusemi.decoy.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times from a question to its answer; bounded in open questions and in times. */
final class Echoes {
  private static final int MOST_OPEN = 4096;
  private static final int MOST_TIMES = 100_000;

  private final Map<Long, Long> open = new LinkedHashMap<>();
  private final List<Long> nanos = new ArrayList<>();

  void asked(long key, long at) {
    open.remove(key);
    open.put(key, at);
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  void answered(long key, long at) {
    Long asked = open.remove(key);
    if (asked != null && at >= asked && nanos.size() < MOST_TIMES) {
      nanos.add(at - asked);
    }
  }

  List<Long> nanos() {
    return nanos;
  }
}
