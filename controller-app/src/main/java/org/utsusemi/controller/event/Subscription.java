package org.utsusemi.controller.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One listener's events, in order, in a bounded queue. */
public final class Subscription implements AutoCloseable {
  private final Backlog backlog;
  private final BlockingQueue<Event> queue;
  private final Consumer<Subscription> onClose;
  private volatile boolean cut;

  Subscription(Backlog backlog, int capacity, Consumer<Subscription> onClose) {
    this.backlog = backlog;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.onClose = onClose;
  }

  /** What had happened before; all that came since is in {@link #next}. */
  public Backlog backlog() {
    return backlog;
  }

  /** Waits for the next event; empty after the time, or at once when cut and nothing is left. */
  public Optional<Event> next(Duration atMost) throws InterruptedException {
    Event event = cut ? queue.poll() : queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    return Optional.ofNullable(event);
  }

  /** It was too slow, or the log was closed: what is in the queue is all that will come. */
  public boolean isCut() {
    return cut;
  }

  /** False when the queue is full: it is cut then. */
  boolean offer(Event event) {
    boolean taken = queue.offer(event);
    cut |= !taken;
    return taken;
  }

  void cut() {
    cut = true;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
