package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A datagram of RFC 768.
 *
 * @param sourcePort 0–65535
 * @param destinationPort 0–65535
 */
public record Udp(int sourcePort, int destinationPort, ByteBuffer payload) {
  private static final int HEADER = 8;

  public Udp {
    Fields.check("sourcePort", sourcePort, 0xffff);
    Fields.check("destinationPort", destinationPort, 0xffff);
    Fields.check("length", HEADER + payload.remaining(), 0xffff);
  }

  /** Reads a datagram; empty when its length is impossible or more than there is. */
  public static Optional<Udp> decode(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    int sourcePort = Fields.u16(in);
    int destinationPort = Fields.u16(in);
    int length = Fields.u16(in);
    Fields.u16(in);
    if (length < HEADER || length - HEADER > in.remaining()) {
      return Optional.empty();
    }
    return Optional.of(new Udp(sourcePort, destinationPort, Fields.take(in, length - HEADER)));
  }

  /** Writes the datagram; the addresses go into its checksum. */
  public void encode(ByteBuffer out, Ipv4Address source, Ipv4Address destination) {
    int start = out.position();
    out.putShort((short) sourcePort)
        .putShort((short) destinationPort)
        .putShort((short) (HEADER + payload.remaining()))
        .putShort((short) 0);
    Fields.putAll(out, payload);
    int checksum = InternetChecksum.of(out, start, out.position(), source, destination, Ipv4.UDP);
    // zero would say that there is no checksum
    out.putShort(start + 6, (short) (checksum == 0 ? 0xffff : checksum));
  }
}
