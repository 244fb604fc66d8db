package org.utsusemi.controller.openflow;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Where a switch connects from, as text. */
final class Remote {
  private Remote() {}

  static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet && !inet.isUnresolved()
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : String.valueOf(address);
  }
}
