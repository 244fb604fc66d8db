package org.utsusemi.controller.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.controller.explain.Frame;
import org.utsusemi.controller.explain.Network;
import org.utsusemi.controller.explain.Way;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Site;

/** The site's switches with the rules of a plant state. */
final class MemoryNetwork {
  private final Network network;

  MemoryNetwork(Site site, String plantState) {
    this(site, plantState, Map.of());
  }

  MemoryNetwork(Site site, String plantState, Map<String, Set<Integer>> livePorts) {
    network = new Network(site, new Planner(site).plan(site.conduitsIn(plantState), livePorts));
  }

  /** Where a frame comes out that goes in by a port. */
  List<Way.Arrival> send(PortRef in, Frame frame) {
    return network.send(in, frame).arrivals();
  }
}
