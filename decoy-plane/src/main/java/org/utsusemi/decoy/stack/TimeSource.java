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

        @Override
        public Instant instant() {
          return Instant.now();
        }
      };

  /** Nanoseconds since some moment; never goes back. */
  long nanos();

  /** The time of day. */
  Instant instant();
}
