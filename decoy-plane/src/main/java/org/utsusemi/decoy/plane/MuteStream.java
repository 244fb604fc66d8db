package org.utsusemi.decoy.plane;

import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;

/** Accepts, and says nothing. What it hears is told as it came. */
final class MuteStream implements StreamService {
  @Override
  public String protocol() {
    return "tcp";
  }

  @Override
  public Session open(Peer peer, Output out) {
    return new Session() {
      @Override
      public void receive(byte[] bytes) {
        out.touched(bytes.length + " bytes", bytes);
      }

      @Override
      public void closed() {
        // nothing was kept
      }
    };
  }
}
