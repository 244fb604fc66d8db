package org.utsusemi.decoy.stack;

import java.time.Instant;

/** What time it is: for timers, and for people. */
public interface TimeSource {
  /** The machine's clocks. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        private final long toEpoch = TimeSource.super.epochNanos() - System.nanoTime();

        @Override
        public Instant instant() {
          return Instant.now();
        }

        @Override
        public long epochNanos() {
          return System.nanoTime() + toEpoch;
        }
      };

  /** Nanoseconds since some moment; never goes back. */
  long nanos();

  /** The time of day. */
  Instant instant();

  /**
   * Nanoseconds since 1970, by a clock that goes on as {@link #nanos} does, whatever happens to the
   * time of day: what hosts count by.
   */
  default long epochNanos() {
    Instant now = instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
