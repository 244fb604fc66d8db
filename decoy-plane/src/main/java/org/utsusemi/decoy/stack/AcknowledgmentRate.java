package org.utsusemi.decoy.stack;

/**
 * How many challenge acknowledgments a connection may send: enough for a peer that lost its way,
 * too few for two ends that each find the other's acknowledgments wrong (RFC 5961 §7).
 */
final class AcknowledgmentRate {
  private static final int MOST = 10;
  private static final long PERIOD = 1_000_000_000L;

  private final TimeSource time;
  private long since;
  private int sent;

  AcknowledgmentRate(TimeSource time) {
    this.time = time;
    this.since = time.nanos();
  }

  boolean permits() {
    long now = time.nanos();
    if (now - since >= PERIOD) {
      since = now;
      sent = 0;
    }
    return sent++ < MOST;
  }
}
