package org.utsusemi.decoy.plane;

import java.util.Optional;
import org.utsusemi.decoy.host.DatagramService;
import org.utsusemi.decoy.host.Peer;

/** Takes datagrams, and says nothing. */
final class MuteDatagrams implements DatagramService {
  @Override
  public String protocol() {
    return "udp";
  }

  @Override
  public Optional<byte[]> answer(Peer peer, byte[] datagram) {
    return Optional.empty();
  }
}
