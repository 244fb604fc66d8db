package org.utsusemi.controller.plant;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What must survive a restart.
 *
 * @param state the plant state that is to be; written before the first rule is touched
 * @param epoch counts changes; its low 16 bits stand in the cookies of rules
 * @param held conduits of the state that are not granted yet, because they rest on a revoke that a
 *     switch has not confirmed
 * @param unconfirmed by switch, the conduits whose revoke it has not confirmed
 */
record Remembered(
    String state,
    Instant since,
    String by,
    String reason,
    int epoch,
    Set<String> held,
    Map<String, Set<String>> unconfirmed) {
  Remembered {
    held = Set.copyOf(held);
    unconfirmed = Map.copyOf(unconfirmed);
  }

  Remembered with(Set<String> nowHeld, Map<String, Set<String>> nowUnconfirmed) {
    return new Remembered(state, since, by, reason, epoch, nowHeld, nowUnconfirmed);
  }
}
