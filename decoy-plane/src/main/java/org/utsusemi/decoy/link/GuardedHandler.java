package org.utsusemi.decoy.link;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a link and a handler, which throws at a rate that an attacker may choose; pcap4j
 * would log and forget each. An exception costs its frame; an error ends the reception.
 */
final class GuardedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedHandler.class);

  private final Link.FrameHandler handler;
  private final Runnable breakLoop;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicReference<Error> error = new AtomicReference<>();

  /**
   * @param breakLoop ends the reception soon
   */
  GuardedHandler(Link.FrameHandler handler, Runnable breakLoop) {
    this.handler = handler;
    this.breakLoop = breakLoop;
  }

  void frame(byte[] frame, int length, long arrival) {
    if (error.get() != null) {
      return;
    }
    try {
      handler.frame(frame, length, arrival);
    } catch (RuntimeException e) {
      long count = failures.incrementAndGet();
      if (Long.bitCount(count) == 1) {
        LOG.error("a frame of {} bytes could not be handled; failure {}", length, count, e);
      }
    } catch (Error e) {
      error.set(e);
      breakLoop.run();
    }
  }

  /** Throws the error that ended the reception, if one did. */
  void rethrow() {
    Error first = error.get();
    if (first != null) {
      throw first;
    }
  }
}
