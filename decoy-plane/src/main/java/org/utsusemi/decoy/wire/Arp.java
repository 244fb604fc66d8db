package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * ARP for IPv4 over Ethernet (RFC 826).
 *
 * @param operation 0–65535; see {@link #REQUEST}, {@link #REPLY}
 */
public record Arp(
    int operation,
    MacAddress senderMac,
    Ipv4Address senderIp,
    MacAddress targetMac,
    Ipv4Address targetIp) {
  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  private static final int LENGTH = 28;
  private static final int ETHERNET_HARDWARE = 1;
  private static final int MAC_AND_IPV4_LENGTHS = 0x0604;

  public Arp {
    Fields.check("operation", operation, 0xffff);
  }

  /** Reads a packet; empty when it is short, or not for IPv4 over Ethernet. */
  public static Optional<Arp> decode(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < LENGTH
        || Fields.u16(in) != ETHERNET_HARDWARE
        || Fields.u16(in) != Ethernet.IPV4
        || Fields.u16(in) != MAC_AND_IPV4_LENGTHS) {
      return Optional.empty();
    }
    return Optional.of(
        new Arp(Fields.u16(in), Fields.mac(in), Fields.ip(in), Fields.mac(in), Fields.ip(in)));
  }

  public void encode(ByteBuffer out) {
    out.putShort((short) ETHERNET_HARDWARE)
        .putShort((short) Ethernet.IPV4)
        .putShort((short) MAC_AND_IPV4_LENGTHS)
        .putShort((short) operation);
    Fields.putMac(out, senderMac);
    out.putInt(senderIp.bits());
    Fields.putMac(out, targetMac);
    out.putInt(targetIp.bits());
  }
}
