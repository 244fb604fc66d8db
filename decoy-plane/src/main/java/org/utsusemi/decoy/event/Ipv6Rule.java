package org.utsusemi.decoy.event;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/**
 * A line of {@code benign-noise.txt} about IPv6. The touch carries the frame as it came, VLAN tags
 * included; the packet's own destination counts, not only the frame's.
 */
final class Ipv6Rule implements Predicate<Touch> {
  private static final int ADDRESS_BITS = 128;
  private static final long GROUP_PREFIX = 0x33_33_00_00_00_00L;

  private final BigInteger group;
  private final int prefix;
  private final String what;

  Ipv6Rule(String group, String what) {
    int slash = group.indexOf('/');
    this.group = new BigInteger(1, bytes(slash < 0 ? group : group.substring(0, slash)));
    this.prefix = slash < 0 ? ADDRESS_BITS : Integer.parseInt(group.substring(slash + 1));
    this.what = what;
  }

  @Override
  public boolean test(Touch touch) {
    return Ipv6Head.of(touch.payload())
        .filter(head -> touch.targetMac().equals(groupMac(head.destination())))
        .filter(head -> isInGroup(head.destination()))
        .filter(head -> head.is(what))
        .isPresent();
  }

  private boolean isInGroup(byte[] address) {
    int rest = ADDRESS_BITS - prefix;
    return new BigInteger(1, address).shiftRight(rest).equals(group.shiftRight(rest));
  }

  /** RFC 2464, 7. */
  private static MacAddress groupMac(byte[] address) {
    byte[] mac = new byte[6];
    System.arraycopy(address, 12, mac, 2, 4);
    return new MacAddress(GROUP_PREFIX | MacAddress.fromBytes(mac, 0).bits());
  }

  private static byte[] bytes(String address) {
    try {
      return Arrays.copyOf(InetAddress.getByName(address).getAddress(), 16);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IPv6 address: " + address, e);
    }
  }
}
