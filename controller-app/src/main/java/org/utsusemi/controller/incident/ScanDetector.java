package org.utsusemi.controller.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells whether one source tried many different things in a short time. Holds at most as many as
 * make a scan.
 */
final class ScanDetector {
  private final int threshold;
  private final Duration within;
  private final Map<String, Instant> seen = new HashMap<>();

  ScanDetector(int threshold, Duration within) {
    this.threshold = threshold;
    this.within = within;
  }

  /** Notes one thing; true when it makes, or already was, a scan. */
  boolean isScan(String thing, Instant at) {
    if (seen.size() < threshold) {
      seen.values().removeIf(last -> last.isBefore(at.minus(within)));
      seen.put(thing, at);
    }
    return seen.size() >= threshold;
  }
}
