package org.utsusemi.controller.incident;

import java.time.Duration;

/**
 * How much is kept.
 *
 * @param incidents at most
 * @param touches at most, of one incident, the last ones
 * @param evidenceBytes of all touches kept, together
 * @param identities listed for one incident
 * @param counters different targets, and protocols, counted apart for one incident
 * @param silence after which what the same source does is another incident
 */
public record Limits(
    int incidents,
    int touches,
    long evidenceBytes,
    int identities,
    int counters,
    Duration silence) {
  /** Within a fifth of the controller's heap. */
  public static final Limits DEFAULT = new Limits(1000, 500, 16 << 20, 32, 64, Duration.ofHours(1));
}
