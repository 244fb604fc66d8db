package org.utsusemi.controller.event;

import java.util.ArrayDeque;

/** The last events; the oldest go first. Not safe for several threads. */
final class EventRing {
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final int capacity;
  private long lastForgotten;

  EventRing(int capacity) {
    this.capacity = capacity;
  }

  void add(Event event) {
    if (events.size() == capacity) {
      lastForgotten = events.removeFirst().id();
    }
    events.addLast(event);
  }

  Backlog after(long id) {
    return new Backlog(
        events.stream().filter(event -> event.id() > id).toList(), lastForgotten <= id);
  }
}
