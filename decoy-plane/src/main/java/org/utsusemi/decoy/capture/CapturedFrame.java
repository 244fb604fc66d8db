package org.utsusemi.decoy.capture;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.topology.address.MacAddress;

/**
 * A frame of a capture, its link layer taken off.
 *
 * @param nanos since 1970
 * @param source empty where the capture does not tell it
 * @param destination empty where the capture does not tell it
 * @param etherType 0–65535
 * @param payload what follows the link layer, padding included
 * @param cut whether the capture holds only its beginning
 */
public record CapturedFrame(
    long nanos,
    Optional<MacAddress> source,
    Optional<MacAddress> destination,
    int etherType,
    ByteBuffer payload,
    boolean cut) {

  /** The ARP packet that it carries. */
  public Optional<Arp> arp() {
    return etherType == Ethernet.ARP ? Arp.decode(payload) : Optional.empty();
  }

  /** The datagram that it carries; empty too when the capture cut it. */
  public Optional<Ipv4> ipv4() {
    return etherType == Ethernet.IPV4 ? Ipv4.decode(payload) : Optional.empty();
  }
}
