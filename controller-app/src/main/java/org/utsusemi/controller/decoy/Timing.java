package org.utsusemi.controller.decoy;

import java.time.Duration;

/**
 * How long a child may take.
 *
 * @param hello from its start to its hello
 * @param silence between two messages; it promises a status every 5 seconds
 */
record Timing(Duration hello, Duration silence) {
  static final Timing DEFAULT = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(15));
}
