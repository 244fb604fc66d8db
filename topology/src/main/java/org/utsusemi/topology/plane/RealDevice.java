package org.utsusemi.topology.plane;

import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

/**
 * A machine that exists, as whom the decoy plane answers what is steered.
 *
 * @param port the one access port from which frames with its addresses are not spoofed
 * @param persona key into {@link WorldView#personas}; empty: answer from what conduits tell of it
 */
public record RealDevice(
    String name, MacAddress mac, Ipv4Address ip, PortRef port, String persona) {}
