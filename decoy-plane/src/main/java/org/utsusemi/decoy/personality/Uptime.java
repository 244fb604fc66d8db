package org.utsusemi.decoy.personality;

import java.time.Duration;

/**
 * Since when a host has been running: a function of the time of day alone, so that a decoy plane
 * that is started again does not start its hosts again. Hosts start anew when they have been
 * running for twice their uptime, each at another moment.
 *
 * @param periodNanos from one start to the next, more than 0
 * @param phaseNanos how long the host had been running in 1970
 */
record Uptime(long periodNanos, long phaseNanos) {
  /** Where a persona says nothing of it. */
  static final Duration USUAL = Duration.ofDays(40);

  private static final Duration LONGEST = Duration.ofDays(20_000);

  /**
   * @param mean of all hosts that a persona is for
   */
  static Uptime of(Duration mean, long seed) {
    Duration bounded = mean.compareTo(LONGEST) > 0 ? LONGEST : mean;
    long period = Math.max(1, 2 * bounded.toNanos());
    return new Uptime(period, Math.floorMod(Mixer.mix(seed, 4), period));
  }

  /** Nanoseconds that the host has been running. */
  long at(long now) {
    return Math.floorMod(now + phaseNanos, periodNanos);
  }
}
