package org.utsusemi.decoy.host;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a host serves the connections of a TCP port.
 *
 * @param latency from a request to its answer, beyond the {@linkplain Host#roundTrip round trip};
 *     empty: as fast as it goes
 * @param sessions how many peers it serves at once, at least 1: a further SYN is reset; empty: as
 *     many as there is memory for
 * @param idleNanos after how long a silent peer's connection is closed, more than 0; empty: never
 */
public record Manners(Optional<Latency> latency, OptionalInt sessions, Optional<Long> idleNanos) {
  /** No limit, no delay. */
  public static final Manners NONE =
      new Manners(Optional.empty(), OptionalInt.empty(), Optional.empty());
}
