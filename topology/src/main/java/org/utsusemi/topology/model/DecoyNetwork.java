package org.utsusemi.topology.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;

/**
 * Where clones may stand.
 *
 * @param name that of a network, or of a phantom
 * @param subnet the addresses they are taken from
 * @param behind for a phantom, the network whose router seems to lead there; empty otherwise
 * @param density share of the unused addresses that answer, 0.0–1.0
 * @param personas files, at least one when density is above 0
 * @param reserve addresses that no clone may take
 */
public record DecoyNetwork(
    String name,
    Ipv4Subnet subnet,
    Optional<String> behind,
    double density,
    List<Path> personas,
    List<Ipv4Range> reserve,
    SourceRef at) {
  public DecoyNetwork {
    personas = List.copyOf(personas);
    reserve = List.copyOf(reserve);
  }

  /** The same without an address that something real has, if it lies within. */
  public DecoyNetwork without(Ipv4Address address) {
    if (!subnet.contains(address)) {
      return this;
    }
    List<Ipv4Range> more = new ArrayList<>(reserve);
    more.add(new Ipv4Range(address, address));
    return new DecoyNetwork(name, subnet, behind, density, personas, more, at);
  }
}
