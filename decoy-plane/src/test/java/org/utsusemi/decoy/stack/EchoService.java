package org.utsusemi.decoy.stack;

import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;

/** RFC 862. */
final class EchoService implements StreamService {
  @Override
  public String protocol() {
    return "echo";
  }

  @Override
  public Session open(Peer peer, Output out) {
    return new Session() {
      @Override
      public void receive(byte[] bytes) {
        out.send(bytes);
      }

      @Override
      public void closed() {
        // what was echoed is on its way
      }
    };
  }
}
