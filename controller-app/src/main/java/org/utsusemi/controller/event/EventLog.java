package org.utsusemi.controller.event;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where events are told. Safe for several threads; never blocks on a disk. */
public final class EventLog implements AutoCloseable {
  /** Events in memory, about 1 MB. */
  static final int CAPACITY = 2000;

  /** Events that a listener may be behind. */
  static final int LISTENER_CAPACITY = 256;

  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  private final InstantSource clock;
  private final EventRing ring = new EventRing(CAPACITY);
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Optional<EventFile> file;
  private long lastId;
  private boolean closed;

  private EventLog(InstantSource clock, Optional<Path> directory) {
    this.clock = clock;
    this.file = directory.map(dir -> new EventFile(dir, EventFile.Limits.DEFAULT, this::publish));
  }

  /** Keeps events in memory only. */
  public static EventLog inMemory(InstantSource clock) {
    return new EventLog(clock, Optional.empty());
  }

  /**
   * Appends events to {@code events.jsonl}, too.
   *
   * @param directory is made when it is missing
   */
  public static EventLog in(Path directory, InstantSource clock) {
    return new EventLog(clock, Optional.of(directory));
  }

  /** Tells an event, with the severity of its type. */
  public Event publish(EventType type, String subject, Map<String, Object> details) {
    return publish(type, type.severity(), subject, details);
  }

  /** Tells an event. */
  public synchronized Event publish(
      EventType type, Severity severity, String subject, Map<String, Object> details) {
    Instant now = clock.instant();
    // near to the time, so that the ids of a restarted controller are above those of the one before
    lastId = Math.max(lastId + 1, now.toEpochMilli());
    Event event = new Event(lastId, now, type, severity, subject, details);
    ring.add(event);
    LOG.atLevel(severity.level()).log(event::toJson);
    file.ifPresent(f -> f.append(event));
    for (Subscription subscription : List.copyOf(subscriptions)) {
      if (!subscription.offer(event)) {
        subscriptions.remove(subscription);
        LOG.warn("a listener to events was too slow and is cut off");
      }
    }
    return event;
  }

  /** The events in memory with a higher id. */
  public synchronized Backlog after(long id) {
    return ring.after(id);
  }

  /** Listens from now on; its backlog holds the events in memory with a higher id. */
  public synchronized Subscription subscribe(long after) {
    Subscription subscription =
        new Subscription(ring.after(after), LISTENER_CAPACITY, this::unsubscribe);
    if (closed) {
      subscription.cut();
    } else {
      subscriptions.add(subscription);
    }
    return subscription;
  }

  private synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  /** Cuts all listeners off and writes what is left to the file. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      subscriptions.forEach(Subscription::cut);
      subscriptions.clear();
    }
    file.ifPresent(EventFile::close);
  }
}
