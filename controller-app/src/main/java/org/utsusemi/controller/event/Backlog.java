package org.utsusemi.controller.event;

import java.util.List;

/**
 * Events that are still in memory.
 *
 * @param complete false when later ones than asked for have already been forgotten
 */
public record Backlog(List<Event> events, boolean complete) {
  public Backlog {
    events = List.copyOf(events);
  }
}
