package org.utsusemi.topology.model;

import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Ipv4Subnet;

/**
 * An IPv4 network of the site.
 *
 * @param vlan its VLAN id, 1–4094; empty: untagged
 */
public record Network(
    String name, Ipv4Subnet subnet, Optional<Gateway> gateway, OptionalInt vlan, SourceRef at) {}
