package org.utsusemi.decoy.cli;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import org.utsusemi.topology.address.Ipv4Address;

/** The addresses for which this machine's kernel answers. */
final class OwnAddresses {
  private OwnAddresses() {}

  static Set<Ipv4Address> now() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(address -> new Ipv4Address(ByteBuffer.wrap(address.getAddress()).getInt()))
        .collect(Collectors.toSet());
  }
}
