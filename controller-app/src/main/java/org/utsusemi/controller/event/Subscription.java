package org.utsusemi.controller.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One listener's events, in order, in a bounded queue. Safe for several threads. */
public final class Subscription implements AutoCloseable {
  private final Backlog backlog;
  private final int capacity;
  private final ArrayDeque<Event> queue = new ArrayDeque<>();
  private final Consumer<Subscription> onClose;
  private boolean cut;

  Subscription(Backlog backlog, int capacity, Consumer<Subscription> onClose) {
    this.backlog = backlog;
    this.capacity = capacity;
    this.onClose = onClose;
  }

  /** What had happened before; all that came since is in {@link #next}. */
  public Backlog backlog() {
    return backlog;
  }

  /**
   * Waits for the next event; empty after the time, or as soon as it is cut and nothing is left.
   */
  public synchronized Optional<Event> next(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long left = atMost.toNanos();
    while (queue.isEmpty() && !cut && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return Optional.ofNullable(queue.pollFirst());
  }

  /** It was too slow, or it or the log was closed: what is in the queue is all that will come. */
  public synchronized boolean isCut() {
    return cut;
  }

  /** False when the queue is full: it is cut then. */
  synchronized boolean offer(Event event) {
    if (queue.size() == capacity) {
      cut();
      return false;
    }
    queue.addLast(event);
    notifyAll();
    return true;
  }

  synchronized void cut() {
    cut = true;
    notifyAll();
  }

  @Override
  public void close() {
    onClose.accept(this);
    cut();
  }
}
