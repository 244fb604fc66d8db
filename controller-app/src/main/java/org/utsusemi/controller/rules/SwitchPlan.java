package org.utsusemi.controller.rules;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Gateway;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.path.Paths;

/**
 * What the tables' rules are made from: one switch in its site.
 *
 * @param accessPorts every port that is neither trunk nor decoy port, and has a mark
 * @param trunks ports that the cabling leads to other switches by
 */
record SwitchPlan(
    Site site,
    Switch self,
    Paths paths,
    MarkPlan marks,
    Set<Integer> accessPorts,
    Set<Integer> trunks) {

  static SwitchPlan of(
      Site site, Switch self, Paths paths, MarkPlan marks, Set<Integer> livePorts) {
    Set<Integer> trunks = new TreeSet<>();
    for (Link link : site.links()) {
      for (PortRef end : List.of(link.a(), link.b())) {
        if (end.switchName().equals(self.name())) {
          trunks.add(end.port());
        }
      }
    }
    Set<Integer> access = new TreeSet<>(livePorts);
    site.devices().values().stream()
        .map(Device::port)
        .forEach(port -> addLocal(access, self, port));
    site.networks().values().stream()
        .map(Network::gateway)
        .flatMap(java.util.Optional::stream)
        .map(Gateway::port)
        .flatMap(java.util.Optional::stream)
        .forEach(port -> addLocal(access, self, port));
    access.removeAll(trunks);
    self.decoyPort().ifPresent(access::remove);
    access.removeIf(port -> marks.blockOf(self.name()).markOf(port).isEmpty());
    return new SwitchPlan(site, self, paths, marks, access, trunks);
  }

  private static void addLocal(Set<Integer> ports, Switch self, PortRef port) {
    if (port.switchName().equals(self.name())) {
      ports.add(port.port());
    }
  }

  MarkBlock block() {
    return marks.blockOf(self.name());
  }

  boolean isLocal(Device device) {
    return device.port().switchName().equals(self.name());
  }

  List<Device> localDevices() {
    return site.devices().values().stream().filter(this::isLocal).toList();
  }

  /** The port out of which frames for a device leave this switch; empty: no way leads there. */
  OptionalInt portToward(Device device) {
    return isLocal(device)
        ? OptionalInt.of(device.port().port())
        : paths.portToward(self.name(), device.port().switchName());
  }

  /** The port out of which steered frames leave this switch; empty: no decoy port is in reach. */
  OptionalInt portTowardDecoy() {
    return self.decoyPort().isPresent()
        ? self.decoyPort()
        : paths
            .nearestDecoySwitch(self.name())
            .map(nearest -> paths.portToward(self.name(), nearest))
            .orElse(OptionalInt.empty());
  }

  /** The blocks of all switches of the site, this one's included. */
  List<MarkBlock> blocks() {
    return marks.blocks();
  }
}
