package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A datagram that was steered here.
 *
 * @param bytes the whole frame
 * @param host who would answer it; empty when nobody has its destination address
 */
record Arrival(ByteBuffer bytes, Ethernet frame, Ipv4 packet, Peer peer, Optional<Host> host) {
  /**
   * Whether the host may answer at all: the frame was for it alone, and its source is one that
   * answers can go to (RFC 1122 §3.2.1.3, §3.2.2).
   */
  boolean answerable() {
    return host.isPresent()
        && frame.destination().equals(host.get().mac())
        && !frame.source().isGroup()
        && isOneOther(packet.source())
        && !packet.source().equals(host.get().ip());
  }

  private static boolean isOneOther(Ipv4Address address) {
    int first = address.bits() >>> 24;
    return first != 0 && first != 127 && first < 224;
  }
}
