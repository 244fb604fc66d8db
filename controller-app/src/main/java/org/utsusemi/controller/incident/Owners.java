package org.utsusemi.controller.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Gateway;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.Site;

/** To whom an access port, a MAC or an IP address belongs. */
final class Owners {
  /**
   * A device of the site, or a gateway.
   *
   * @param port empty for a gateway whose place the site file does not say
   */
  record Owner(String name, Optional<PortRef> port) {
    boolean isElsewhereThan(PortRef here) {
      return port.filter(place -> !place.equals(here)).isPresent();
    }
  }

  private final Map<PortRef, List<String>> byPort = new HashMap<>();
  private final Map<MacAddress, Owner> byMac = new HashMap<>();
  private final Map<Ipv4Address, Owner> byIp = new HashMap<>();

  Owners(Site site) {
    for (Device device : site.devices().values()) {
      add(
          new Owner(device.name(), Optional.of(device.port())),
          Optional.of(device.mac()),
          device.ip());
    }
    for (Network network : site.networks().values()) {
      network.gateway().ifPresent(gateway -> add(network.name(), gateway));
    }
  }

  private void add(String network, Gateway gateway) {
    add(new Owner("gateway of " + network, gateway.port()), gateway.mac(), gateway.ip());
  }

  private void add(Owner owner, Optional<MacAddress> mac, Ipv4Address ip) {
    owner
        .port()
        .ifPresent(p -> byPort.computeIfAbsent(p, x -> new ArrayList<>()).add(owner.name()));
    mac.ifPresent(m -> byMac.putIfAbsent(m, owner));
    byIp.putIfAbsent(ip, owner);
  }

  /** Names of who belongs at an access port; empty: nobody. */
  List<String> at(Optional<PortRef> port) {
    return port.map(p -> byPort.getOrDefault(p, List.of())).orElse(List.of());
  }

  /** To whom the MAC, else the IP address belongs; empty: nobody. */
  Optional<Owner> of(MacAddress mac, Optional<Ipv4Address> ip) {
    return Optional.ofNullable(byMac.get(mac)).or(() -> ip.map(byIp::get));
  }

  /** Whether a device of this port uses its own MAC address and no other's IP address. */
  boolean isOwn(MacAddress mac, Optional<Ipv4Address> ip, PortRef port) {
    Owner owner = byMac.get(mac);
    return owner != null
        && owner.port().equals(Optional.of(port))
        && ip.filter(address -> !owner.equals(byIp.get(address))).isEmpty();
  }

  /**
   * To whom the MAC, else the IP address belongs, when that is somebody at another port than the
   * one it was used at. A gateway whose place is not known cannot be told from who pretends to be
   * it.
   */
  Optional<Owner> spoofed(MacAddress mac, Optional<Ipv4Address> ip, PortRef port) {
    return Optional.ofNullable(byMac.get(mac))
        .filter(owner -> owner.isElsewhereThan(port))
        .or(() -> ip.map(byIp::get).filter(owner -> owner.isElsewhereThan(port)));
  }
}
