package org.utsusemi.controller.openflow;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets a handful of complaints through in each span of time and counts the rest, so that whoever
 * reaches the OpenFlow port cannot drown the log.
 */
final class Complaints {
  static final int PER_SPAN = 50;
  private static final long SPAN = TimeUnit.SECONDS.toNanos(10);

  private final SwitchListener listener;
  private final LongSupplier nanoTime;
  private long spanBegan;
  private int inSpan;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Complaints(SwitchListener listener, LongSupplier nanoTime) {
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.spanBegan = nanoTime.getAsLong();
  }

  synchronized void add(String switchName, String message) {
    long now = nanoTime.getAsLong();
    if (now - spanBegan >= SPAN) {
      spanBegan = now;
      if (inSpan > PER_SPAN) {
        listener.complaint("openflow", inSpan - PER_SPAN + " more complaints were left out");
      }
      inSpan = 0;
    }
    if (++inSpan <= PER_SPAN) {
      listener.complaint(switchName, message);
    }
  }
}
