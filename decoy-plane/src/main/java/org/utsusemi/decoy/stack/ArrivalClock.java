package org.utsusemi.decoy.stack;

import java.time.Instant;

/**
 * A clock whose {@link #epochNanos} stands, while a frame is being handled, where it was when the
 * kernel received that frame. What a host counts by time is then right to some microseconds,
 * however late this program came to handle the frame: nmap works out rates from numbers that were
 * asked for 100 ms apart.
 *
 * <p>The kernel's time of day may be set at any moment, and this clock never goes back. So only the
 * differences between arrivals are the kernel's: the shortest time that a frame took to get here is
 * taken for none.
 */
final class ArrivalClock implements TimeSource {
  /** A longer delay than this is rather a time of day that has been set. */
  private static final long LONGEST_DELAY = 1_000_000_000L;

  /** How far two clocks of one machine may drift apart: 1 in 10,000. */
  private static final long DRIFT = 10_000;

  private final TimeSource clock;
  private boolean known;

  /** What {@link #clock} was ahead of the kernel's time of day when a frame came without delay. */
  private long offset;

  private long offsetAt;
  private boolean standing;
  private long stand;
  private long last = Long.MIN_VALUE;

  ArrivalClock(TimeSource clock) {
    this.clock = clock;
  }

  /**
   * A frame is being handled.
   *
   * @param arrival by the kernel's time of day, in nanoseconds since 1970; 0: not known
   */
  void stand(long arrival) {
    if (arrival == 0) {
      goOn();
      return;
    }
    long now = clock.epochNanos();
    long ahead = now - arrival;
    long delay = ahead - offset - (now - offsetAt) / DRIFT;
    if (!known || delay < 0 || delay > LONGEST_DELAY) {
      known = true;
      offset = ahead;
      offsetAt = now;
    }
    standing = true;
    stand = Math.min(now, arrival + offset);
  }

  /** No frame is being handled any more. */
  void goOn() {
    standing = false;
  }

  @Override
  public long epochNanos() {
    last = Math.max(last, standing ? stand : clock.epochNanos());
    return last;
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }
}
