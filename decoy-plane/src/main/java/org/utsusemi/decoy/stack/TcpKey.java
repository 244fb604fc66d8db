package org.utsusemi.decoy.stack;

import org.utsusemi.topology.address.Ipv4Address;

/** Which connection of a mark: its two ends. */
record TcpKey(Ipv4Address peer, int peerPort, Ipv4Address host, int hostPort) {
  /** Both addresses as one word. */
  long addresses() {
    return (long) peer.bits() << 32 | host.bits() & 0xffff_ffffL;
  }

  /** Both ports as one word. */
  long ports() {
    return (long) peerPort << 16 | hostPort;
  }
}
