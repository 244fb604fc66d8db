package org.utsusemi.controller.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.controller.event.Backlog;
import org.utsusemi.controller.event.Event;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.Subscription;

/**
 * Events: those in memory as JSON, those to come as server-sent events (HTML Living Standard,
 * section 9.2). Each listener holds a thread, so there are few.
 */
final class EventRoutes implements AutoCloseable {
  static final int LISTENERS = 16;

  private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);
  private static final long CLOSE_SECONDS = 2;
  private static final String STREAM = "text/event-stream";

  private final EventLog events;
  private final Duration heartbeat;
  private final Semaphore room = new Semaphore(LISTENERS);
  private final Set<Subscription> listening = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EventRoutes(EventLog events, Duration heartbeat) {
    this.events = events;
    this.heartbeat = heartbeat;
  }

  void get(Context ctx) {
    Optional<Long> after = Query.of(ctx, "after").number("after", Long.MAX_VALUE);
    String accept = Optional.ofNullable(ctx.header("Accept")).orElse("");
    if (accept.contains(Json.MEDIA_TYPE) && !accept.contains(STREAM)) {
      Backlog backlog = events.after(after.orElse(0L));
      Json.answer(ctx, backlog);
      return;
    }
    Optional<Long> last =
        Optional.ofNullable(ctx.header("Last-Event-ID"))
            .map(id -> Query.number("Last-Event-ID", id, Long.MAX_VALUE));
    stream(ctx, last.or(() -> after));
  }

  private void stream(Context ctx, Optional<Long> after) {
    if (!room.tryAcquire()) {
      throw Problem.of(Problem.Type.BUSY, "at most " + LISTENERS + " listen to events")
          .asException();
    }
    try (Subscription subscription = events.subscribe(after.orElse(Long.MAX_VALUE))) {
      listening.add(subscription);
      if (closed) {
        subscription.close();
      }
      ctx.contentType(STREAM);
      ctx.res().setCharacterEncoding(StandardCharsets.UTF_8.name());
      try {
        write(ctx.res().getOutputStream(), subscription, after.isPresent());
      } finally {
        listening.remove(subscription);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("a listener has gone", e);
    } finally {
      room.release();
    }
  }

  private void write(OutputStream out, Subscription subscription, boolean resumed)
      throws IOException, InterruptedException {
    send(out, "retry: 2000\n\n");
    if (resumed && !subscription.backlog().complete()) {
      send(out, "event: gap\ndata: {}\n\n");
    }
    for (Event event : subscription.backlog().events()) {
      send(out, frame(event));
    }
    while (true) {
      Optional<Event> event = subscription.next(heartbeat);
      if (event.isPresent()) {
        send(out, frame(event.get()));
      } else if (subscription.isCut()) {
        send(out, "event: cut\ndata: {}\n\n");
        return;
      } else {
        send(out, ": \n\n");
      }
    }
  }

  private static String frame(Event event) {
    return "id: " + event.id() + "\ndata: " + event.toJson() + "\n\n";
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Ends all streams, and waits a little until their listeners are told. */
  @Override
  public void close() {
    closed = true;
    listening.forEach(Subscription::close);
    try {
      if (!room.tryAcquire(LISTENERS, CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.info("a listener to events does not take its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
