package org.utsusemi.topology.model;

import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

/** A network's way out. Where {@code mac} and {@code port} are unknown it can only be kept free. */
public record Gateway(Ipv4Address ip, Optional<MacAddress> mac, Optional<PortRef> port) {}
