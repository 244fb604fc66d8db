package org.utsusemi.controller.decoy;

import java.time.Duration;

/** How long to wait before the next start: soon after a long life, ever longer after short ones. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** A child that lived this long did not die of its start. */
  static final Duration LONG_LIFE = Duration.ofSeconds(10);

  private Duration next = FIRST;

  Duration afterLifeOf(Duration lived) {
    if (lived.compareTo(LONG_LIFE) >= 0) {
      next = FIRST;
    }
    Duration wait = next;
    Duration doubled = wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
