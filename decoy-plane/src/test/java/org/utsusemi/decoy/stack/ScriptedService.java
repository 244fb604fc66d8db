package org.utsusemi.decoy.stack;

import java.nio.charset.StandardCharsets;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;

/** Says what a test tells it to, on the connection opened last, and keeps what it hears. */
final class ScriptedService implements StreamService {
  private Output output;
  private String heard = "";
  private boolean closed;

  @Override
  public String protocol() {
    return "script";
  }

  @Override
  public Session open(Peer peer, Output out) {
    output = out;
    heard = "";
    closed = false;
    return new Session() {
      @Override
      public void receive(byte[] bytes) {
        heard += new String(bytes, StandardCharsets.ISO_8859_1);
      }

      @Override
      public void closed() {
        closed = true;
      }
    };
  }

  Output output() {
    return output;
  }

  /** What has come since it was asked last. */
  String takeHeard() {
    String all = heard;
    heard = "";
    return all;
  }

  boolean isClosed() {
    return closed;
  }
}
