package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * From where sockets ask.
 *
 * @param networkInterface empty: as the system routes
 * @param local address that sockets are bound to; empty with the interface
 */
record Place(Optional<NetworkInterface> networkInterface, Optional<InetAddress> local) {
  /**
   * Finds an interface's own address.
   *
   * @throws CouldNotAsk when there is no such interface, or it has none
   */
  static Place of(Optional<String> name) throws CouldNotAsk {
    if (name.isEmpty()) {
      return new Place(Optional.empty(), Optional.empty());
    }
    try {
      NetworkInterface found = NetworkInterface.getByName(name.get());
      if (found == null) {
        throw new CouldNotAsk("there is no interface " + name.get());
      }
      Optional<InetAddress> own =
          found.inetAddresses().filter(address -> address instanceof Inet4Address).findFirst();
      if (own.isEmpty()) {
        throw new CouldNotAsk("the interface " + name.get() + " has no IPv4 address");
      }
      return new Place(Optional.of(found), own);
    } catch (SocketException e) {
      throw new CouldNotAsk(
          "the interface " + name.get() + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  static InetAddress address(Ipv4Address address) {
    int bits = address.bits();
    byte[] bytes = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are no address", e);
    }
  }

  /** Whether this process may send what it likes. */
  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whether a ping is answered in time; as root it is an echo request of ICMP. */
  boolean ping(Ipv4Address address, int millis) throws IOException {
    return networkInterface.isPresent()
        ? address(address).isReachable(networkInterface.get(), 0, millis)
        : address(address).isReachable(millis);
  }
}
