package org.utsusemi.controller.explain;

import java.util.List;
import java.util.Optional;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.topology.address.PortRef;

/**
 * The way of a frame through the switches.
 *
 * @param hops every switch that saw it, in order
 * @param arrivals where it left them: at access ports, decoy ports and ports without a cable
 */
public record Way(List<Hop> hops, List<Arrival> arrivals) {
  public Way {
    hops = List.copyOf(hops);
    arrivals = List.copyOf(arrivals);
  }

  /** One switch: the frame as it came in by a port, and what its tables did. */
  public record Hop(PortRef in, Frame frame, List<Step> steps) {
    public Hop {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One table.
   *
   * @param rule the one that counts; empty: none covers the frame, which is dropped
   */
  public record Step(FlowTable table, Optional<Rule> rule) {}

  /** A frame that left the switches by a port. */
  public record Arrival(PortRef port, Frame frame) {}
}
