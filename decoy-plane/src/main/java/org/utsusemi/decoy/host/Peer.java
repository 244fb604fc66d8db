package org.utsusemi.decoy.host;

import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * Who asks.
 *
 * @param mark which access port it came in by; 0 when the frame bore no mark
 * @param mac as claimed
 * @param ip as claimed
 * @param port TCP or UDP port; 0 where there is none
 */
public record Peer(int mark, MacAddress mac, Ipv4Address ip, int port) {}
