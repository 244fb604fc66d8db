package org.utsusemi.topology.model;

import java.util.Optional;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;

/** One kind of packets that a service consists of, seen from the side that opens it. */
public sealed interface Traffic {
  /** TCP connections to these ports, 1–65535. */
  record Tcp(NumberRange ports) implements Traffic {}

  /** UDP datagrams to these ports, 1–65535, and the answers from them. */
  record Udp(NumberRange ports) implements Traffic {}

  /** ICMP echo requests and their replies. */
  record Ping() implements Traffic {}

  /**
   * Frames of one ethertype.
   *
   * @param ethertype 0x0600–0xffff, neither IPv4, IPv6, ARP nor a VLAN tag
   * @param group the group address that they are sent to; empty: the receiver's own address
   */
  record Layer2(int ethertype, Optional<MacAddress> group) implements Traffic {}
}
