package org.utsusemi.decoy.cli;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.utsusemi.topology.address.Ipv4Address;

/** The addresses for which this machine's kernel answers. */
final class OwnAddresses {
  private static final String NONE = "No network interfaces configured";

  private OwnAddresses() {}

  static Set<Ipv4Address> now() throws SocketException {
    return interfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(address -> new Ipv4Address(ByteBuffer.wrap(address.getAddress()).getInt()))
        .collect(Collectors.toSet());
  }

  /** Java counts only interfaces that have an address, and calls it an error when none has one. */
  private static Stream<NetworkInterface> interfaces() throws SocketException {
    try {
      return NetworkInterface.networkInterfaces();
    } catch (SocketException e) {
      if (NONE.equals(e.getMessage())) {
        return Stream.empty();
      }
      throw e;
    }
  }
}
