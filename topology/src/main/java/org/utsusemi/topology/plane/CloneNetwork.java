package org.utsusemi.topology.plane;

import java.util.List;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;

/**
 * Addresses on which clones may stand.
 *
 * @param density share of the free addresses that answer, 0.0–1.0
 * @param personas keys into {@link WorldView#personas}
 * @param reserved addresses that no clone may take: gateway, reserve, counter-scan
 */
public record CloneNetwork(
    String name,
    Ipv4Subnet subnet,
    double density,
    List<String> personas,
    List<Ipv4Range> reserved) {
  public CloneNetwork {
    personas = List.copyOf(personas);
    reserved = List.copyOf(reserved);
  }
}
