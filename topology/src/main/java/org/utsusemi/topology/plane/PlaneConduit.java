package org.utsusemi.topology.plane;

import org.utsusemi.topology.address.NumberRange;

/**
 * A conversation that some plant state permits: one conduit, one pair of devices, one kind of
 * traffic.
 *
 * @param conduit its name
 * @param from name of the device that opens it
 * @param to name of the device that serves it
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} (echo) or {@code 0x88b8} (an ethertype)
 * @param ports service ports for tcp and udp; 0 otherwise
 * @param permitted whether the present state permits it
 */
public record PlaneConduit(
    String conduit,
    String from,
    String to,
    String protocol,
    NumberRange ports,
    boolean permitted) {}
