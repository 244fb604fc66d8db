package org.utsusemi.controller.plant;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.RuleSet;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Site;

/** The switches of the site, and what they should hold. */
final class Fleet {
  private final Site site;
  private final Planner planner;
  private final Map<String, SwitchState> switches = new LinkedHashMap<>();

  Fleet(Site site) {
    this.site = site;
    this.planner = new Planner(site);
    site.switches().forEach((name, self) -> switches.put(name, new SwitchState(self)));
  }

  Collection<SwitchState> all() {
    return Collections.unmodifiableCollection(switches.values());
  }

  Optional<SwitchState> named(String name) {
    return Optional.ofNullable(switches.get(name));
  }

  Optional<SwitchState> with(Dpid dpid) {
    return all().stream().filter(state -> state.self.dpid().equals(dpid)).findFirst();
  }

  /** The rules of every switch while just these conduits are permitted. */
  Map<String, RuleSet> plan(Collection<Conduit> permitted) {
    Map<String, Set<Integer>> ports = new HashMap<>();
    all().forEach(state -> ports.put(state.name(), state.ports()));
    return planner.plan(List.copyOf(permitted), ports);
  }

  /** From now on the switches should hold the rules for just these conduits. */
  void want(Collection<Conduit> permitted) {
    plan(permitted).forEach((name, rules) -> switches.get(name).want(rules));
  }

  /** The conduits of a plant state without those that are held. */
  List<Conduit> permitted(String plantState, Set<String> held) {
    return site.conduitsIn(plantState).stream()
        .filter(conduit -> !held.contains(conduit.name()))
        .toList();
  }
}
