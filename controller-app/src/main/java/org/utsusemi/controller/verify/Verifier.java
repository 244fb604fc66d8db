package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Packets;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.path.Paths;

/**
 * Decides whether rules permit just what conduits permit, and bring all else to a decoy port.
 * Assumed are the cables that the site file names, and that nobody is between the switches: what is
 * fed into a trunk is not looked at.
 */
public final class Verifier {
  /** One mistake may show in every port; a person reads the first of them. */
  private static final int MOST_FINDINGS = 100;

  private final Site site;
  private final MarkPlan marks;
  private final Paths paths;
  private final Map<PortRef, Device> devices = new HashMap<>();

  public Verifier(Site site) {
    this.site = site;
    this.marks = site.markPlan();
    this.paths = Paths.of(site);
    site.devices().values().forEach(device -> devices.put(device.port(), device));
  }

  /**
   * Decides it.
   *
   * @param permitted the conduits that are to be open, and no others
   * @param rules that the switches hold or are to hold, by switch name
   * @param ports by switch name, ports that it has besides those that the site file names
   * @return everything that is wrong, at most 100 findings; empty: proven
   */
  public List<Finding> verify(
      List<Conduit> permitted,
      Map<String, ? extends Collection<HeldRule>> rules,
      Map<String, Set<Integer>> ports) {
    Findings findings = new Findings(MOST_FINDINGS);
    SymbolicNetwork network = new SymbolicNetwork(site, rules);
    Map<PortRef, List<Permitted.Pass>> passes = new HashMap<>();
    for (Permitted.Pass pass : Permitted.by(site, permitted)) {
      passes.computeIfAbsent(pass.from().port(), port -> new ArrayList<>()).add(pass);
    }
    for (Switch self : site.switches().values()) {
      for (int port : accessPorts(self, ports.getOrDefault(self.name(), Set.of()))) {
        PortRef in = new PortRef(self.name(), port);
        AccessPort judge =
            new AccessPort(in, devices, passes.getOrDefault(in, List.of()), decoyFor(in), findings);
        follow(network, in, judge::judge, findings);
      }
      if (self.decoyPort().isPresent()) {
        PortRef in = new PortRef(self.name(), self.decoyPort().getAsInt());
        follow(network, in, fate -> answers(in, fate, findings), findings);
      }
    }
    return findings.all();
  }

  private static void follow(
      SymbolicNetwork network, PortRef in, Consumer<Fate> judge, Findings findings) {
    try {
      network.send(in, judge);
    } catch (UnprovableException e) {
      findings.add(Finding.Kind.UNPROVABLE, e.getMessage(), in, Optional.empty(), List.of());
    }
  }

  /** Ports that are neither trunk nor decoy port and have a mark. */
  private Set<Integer> accessPorts(Switch self, Set<Integer> more) {
    Set<Integer> ports = new TreeSet<>(more);
    devices.keySet().stream()
        .filter(port -> port.switchName().equals(self.name()))
        .forEach(port -> ports.add(port.port()));
    site.links()
        .forEach(
            link ->
                List.of(link.a(), link.b()).stream()
                    .filter(end -> end.switchName().equals(self.name()))
                    .forEach(end -> ports.remove(end.port())));
    self.decoyPort().ifPresent(ports::remove);
    ports.removeIf(port -> marks.markOf(new PortRef(self.name(), port)).isEmpty());
    return ports;
  }

  /** Where what comes in by a port is to be steered to, with which mark. */
  private Optional<AccessPort.Decoy> decoyFor(PortRef in) {
    OptionalInt mark = marks.markOf(in);
    return paths
        .nearestDecoySwitch(in.switchName())
        .map(name -> new PortRef(name, site.switches().get(name).decoyPort().orElseThrow()))
        .map(port -> new AccessPort.Decoy(port, mark.orElseThrow()));
  }

  /** What the decoy plane sends gets back to the port whose mark it bears, and nowhere else. */
  private void answers(PortRef in, Fate fate, Findings findings) {
    for (Fate.Exit exit : fate.exits()) {
      Optional<PortRef> home =
          fate.origin()
              .cube()
              .exactly(Field.VLAN_VID)
              .filter(vid -> (vid & Packets.TAGGED) != 0)
              .flatMap(vid -> marks.portOf((int) (vid & 0xfff)));
      if (home.isEmpty() || !home.get().equals(exit.port()) || exit.flight().tags() != -1) {
        findings.add(
            Finding.Kind.ASTRAY,
            "the decoy plane can send to " + exit.port() + " what is not marked as from there",
            in,
            fate.origin().witness(),
            fate.rules());
      }
    }
  }
}
