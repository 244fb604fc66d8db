package org.utsusemi.controller.rest.view;

import java.time.Instant;
import java.util.List;

/**
 * The present plant state.
 *
 * @param since when it was brought about, or taken over at the controller's start
 * @param by who asked for it; {@code controller} after a start
 * @param reason as given by who asked
 * @param initial the state of a controller without a memory
 * @param states names of all states, in the order of the site file
 * @param changeUnderWay switches are being changed right now; {@code state} is still the old one
 * @param changes completed since the controller's start, those rolled back not counted
 * @param held names of conduits of this state that are not granted yet, because they rest on a
 *     revoke that a switch has not confirmed
 * @param unconfirmed names of those switches
 */
public record PlantStateView(
    String state,
    Instant since,
    String by,
    String reason,
    String initial,
    List<String> states,
    boolean changeUnderWay,
    long changes,
    List<String> held,
    List<String> unconfirmed) {
  public PlantStateView {
    held = List.copyOf(held);
    unconfirmed = List.copyOf(unconfirmed);
    states = List.copyOf(states);
  }
}
