package org.utsusemi.controller.verify;

import java.util.List;
import org.utsusemi.topology.address.PortRef;

/**
 * What becomes of packets that all have the same one.
 *
 * @param origin as they came in
 * @param exits where they leave the switches; empty: they are dropped
 * @param rules those that decided it, in order; for people
 */
record Fate(Region origin, List<Exit> exits, List<String> rules) {
  Fate {
    exits = List.copyOf(exits);
    rules = List.copyOf(rules);
  }

  /** Packets that leave by a port which leads to no other switch, as they are then. */
  record Exit(PortRef port, Flight flight) {}
}
