package org.utsusemi.decoy.compare.render;

import java.time.Instant;
import java.util.List;

/**
 * What stands above a comparison.
 *
 * @param original the original's address
 * @param copy the clone's address
 * @param at when it was made
 * @param rounds how often each was asked
 * @param notes what was not asked, and why
 */
public record Heading(String original, String copy, Instant at, int rounds, List<String> notes) {
  public Heading {
    notes = List.copyOf(notes);
  }
}
