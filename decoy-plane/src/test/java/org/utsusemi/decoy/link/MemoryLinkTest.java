package org.utsusemi.decoy.link;

import java.util.List;

class MemoryLinkTest extends LinkContract {
  private final MemoryLink link = new MemoryLink();

  @Override
  Link open() {
    return link;
  }

  @Override
  Peer peer() {
    return new Peer() {
      @Override
      public void deliver(byte[] frame) {
        link.deliver(frame);
      }

      @Override
      public List<byte[]> sent() {
        return link.sent();
      }

      @Override
      public void close() {
        // the link is both ends
      }
    };
  }
}
