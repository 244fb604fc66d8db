package org.utsusemi.decoy.event;

import java.util.function.Predicate;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/** A line of {@code benign-noise.txt} about IPv4 or another ethertype. */
final class FrameRule implements Predicate<Touch> {
  private static final long GROUP_PREFIX = 0x01_00_5e_00_00_00L;
  private static final int GROUP_BITS = 0x7f_ffff;

  private final MacAddress mac;
  private final Predicate<Touch> address;
  private final Predicate<Touch> port;

  FrameRule(String mac, String address, String port) {
    this.mac = mac.equals("group") ? groupMac(Ipv4Address.parse(address)) : MacAddress.parse(mac);
    this.address = address(address);
    this.port = port(port);
  }

  @Override
  public boolean test(Touch touch) {
    return touch.targetMac().equals(mac) && address.test(touch) && port.test(touch);
  }

  /** RFC 1112, 6.4. */
  private static MacAddress groupMac(Ipv4Address group) {
    return new MacAddress(GROUP_PREFIX | group.bits() & GROUP_BITS);
  }

  private static Predicate<Touch> address(String column) {
    if (column.equals("-")) {
      return touch -> touch.targetIp().isEmpty();
    }
    if (column.equals("nobody")) {
      return touch -> touch.target().isEmpty() && touch.targetIp().isPresent();
    }
    Ipv4Address only = Ipv4Address.parse(column);
    return touch -> touch.targetIp().filter(only::equals).isPresent();
  }

  private static Predicate<Touch> port(String column) {
    if (column.equals("-")) {
      return touch -> true;
    }
    int only = Integer.parseInt(column);
    return touch -> touch.targetPort() == only;
  }
}
