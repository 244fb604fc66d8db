package org.utsusemi.decoy.host;

import java.util.Optional;

/** A service on datagrams. */
public interface DatagramService {
  /** Name of the protocol as touches tell it. */
  String protocol();

  /** The answer to one datagram; empty: none. Never throws. */
  Optional<byte[]> answer(Peer peer, byte[] datagram);
}
