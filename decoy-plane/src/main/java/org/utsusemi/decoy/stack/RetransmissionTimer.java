package org.utsusemi.decoy.stack;

/** When to send again what was not acknowledged (RFC 6298). */
final class RetransmissionTimer {
  private static final long SECOND = 1_000_000_000L;
  private static final long LEAST = SECOND;
  private static final long MOST = 60 * SECOND;
  private static final long GRANULARITY = SECOND / 10;

  private final TimeSource time;
  private boolean running;
  private long deadline;
  private int attempts;

  private long timeout = SECOND;
  private boolean measured;
  private long smoothed;
  private long variation;

  private boolean timing;
  private int timedSequence;
  private long timedSince;

  RetransmissionTimer(TimeSource time) {
    this.time = time;
  }

  boolean isDue(long now) {
    return running && now - deadline >= 0;
  }

  boolean isRunning() {
    return running;
  }

  /** How often it has expired since something was last acknowledged. */
  int attempts() {
    return attempts;
  }

  /** Starts it, when it is not running. */
  void start() {
    if (!running) {
      arm();
    }
  }

  void stop() {
    running = false;
    attempts = 0;
  }

  /** Times the segment that ends before {@code sequence}, when none is being timed. */
  void measure(int sequence) {
    if (!timing) {
      timing = true;
      timedSequence = sequence;
      timedSince = time.nanos();
    }
  }

  /** Something is sent again, so that its acknowledgment could be of either (Karn's algorithm). */
  void discardMeasurement() {
    timing = false;
  }

  /** Something was acknowledged, up to {@code sequence}. */
  void acknowledged(int sequence, boolean all) {
    if (timing && !Sequence.before(sequence, timedSequence)) {
      timing = false;
      sample(time.nanos() - timedSince);
    }
    attempts = 0;
    running = false;
    if (!all) {
      arm();
    }
  }

  /** It has expired: the next time takes twice as long, and nothing sent before is timed. */
  void backOff() {
    attempts++;
    timing = false;
    arm();
  }

  private void arm() {
    running = true;
    deadline = time.nanos() + Math.min(MOST, timeout << Math.min(attempts, 6));
  }

  private void sample(long roundTrip) {
    if (measured) {
      variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
      smoothed += (roundTrip - smoothed) / 8;
    } else {
      measured = true;
      smoothed = roundTrip;
      variation = roundTrip / 2;
    }
    long computed = smoothed + Math.max(GRANULARITY, 4 * variation);
    timeout = Math.min(MOST, Math.max(LEAST, computed));
  }
}
