package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.link.LinkStatistics;
import org.utsusemi.decoy.stack.Stack;

/**
 * The threads of a decoy plane, none of which keeps the process alive. None may end: whatever fails
 * ends all of it.
 */
final class Works {
  private static final Logger LOG = LoggerFactory.getLogger(Works.class);
  private static final long WATCH_MILLIS = 500;
  private static final long TICK_NANOS = 20_000_000;

  private final AtomicReference<String> failure = new AtomicReference<>();
  private final Runnable onFailure;

  /** What a thread does until it fails. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * @param onFailure run once, by the thread that failed first
   */
  Works(Runnable onFailure) {
    this.onFailure = onFailure;
  }

  void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                fail("the " + name + " has ended", null);
              } catch (Throwable e) {
                // an error too: a thread that died unnoticed would leave half a decoy plane
                fail("the " + name + " has failed: " + e, e);
              }
            },
            "decoy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands a link's frames to a stack, each with the moment when it came. */
  static void receive(Link link, Stack stack) {
    link.receive(
        new Link.FrameHandler() {
          @Override
          public void frame(byte[] frame, int length) {
            stack.frame(frame, length);
          }

          @Override
          public void frame(byte[] frame, int length, long arrival) {
            stack.frame(frame, length, arrival);
          }
        });
  }

  /**
   * Drives a stack's timers. Services hear what waited from here too: what they throw costs their
   * connection, as it does where frames are received.
   */
  static void tick(Stack stack) {
    long failures = 0;
    while (true) {
      try {
        stack.tick();
      } catch (RuntimeException e) {
        failures++;
        if (Long.bitCount(failures) == 1) {
          LOG.error("what was due could not be done; failure {}", failures, e);
        }
      }
      stack.await(TICK_NANOS);
    }
  }

  /** Ends with an exception when a link is of no use any more. */
  static void watch(Link link) throws InterruptedException {
    LinkStatistics known = LinkStatistics.NONE;
    while (true) {
      LinkStatistics now = link.statistics();
      if (Long.highestOneBit(now.dropped()) > Long.highestOneBit(known.dropped())) {
        LOG.warn("{} frames so far came faster than they could be read", now.dropped());
      }
      known = now;
      Optional<String> trouble = link.trouble();
      if (trouble.isPresent()) {
        throw new IllegalStateException(trouble.get());
      }
      Thread.sleep(WATCH_MILLIS);
    }
  }

  /** The first failure, in one line. */
  Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** From now on nothing is a failure. */
  void expectTheEnd() {
    failure.compareAndSet(null, "closed");
  }

  private void fail(String message, Throwable cause) {
    if (failure.compareAndSet(null, message)) {
      try {
        LOG.error(message, cause);
      } finally {
        onFailure.run();
      }
    }
  }
}
