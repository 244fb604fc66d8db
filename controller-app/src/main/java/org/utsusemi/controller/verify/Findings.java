package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.PortRef;

/** Findings, each once, and not without end. */
final class Findings {
  private final int most;
  private final Set<Finding> found = new LinkedHashSet<>();

  Findings(int most) {
    this.most = most;
  }

  void add(Finding.Kind kind, String what, PortRef in, Optional<Cube> packet, List<String> rules) {
    if (found.size() < most) {
      String shown = packet.map(cube -> cube.packet().toString()).orElse("");
      found.add(new Finding(kind, what, in.toString(), shown, rules));
    }
  }

  List<Finding> all() {
    return List.copyOf(new ArrayList<>(found));
  }
}
