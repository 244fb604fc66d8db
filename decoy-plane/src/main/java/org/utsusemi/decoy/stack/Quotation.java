package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.host.Refusal;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.InternetChecksum;
import org.utsusemi.decoy.wire.Ipv4;

/** What an ICMP error quotes of the datagram that it is about, as faithful as its host is. */
final class Quotation {
  private static final int LENGTH_AT = 2;
  private static final int IDENTIFICATION_AT = 4;
  private static final int CHECKSUM_AT = 10;
  private static final int UDP_HEADER = 8;
  private static final int UDP_CHECKSUM_AT = 6;

  private Quotation() {}

  /** "Destination unreachable" about a datagram. */
  static Icmp unreachable(int code, Refusal refusal, Ipv4 packet, ByteBuffer datagram) {
    return new Icmp(Icmp.UNREACHABLE, code, refusal.unused(), quote(refusal, packet, datagram));
  }

  private static ByteBuffer quote(Refusal refusal, Ipv4 packet, ByteBuffer datagram) {
    int header = packet.headerLength();
    int whole = header + packet.payload().remaining();
    int quoted = Math.min(whole, Math.max(refusal.quoted(), header));
    int length = refusal.pads() ? Math.max(quoted, refusal.quoted()) : quoted;
    byte[] bytes = new byte[length];
    datagram.get(datagram.position(), bytes, 0, quoted);
    for (int i = quoted; i < length; i++) {
      // the host sends what happens to lie behind the datagram: more of the same, for one
      bytes[i] = bytes[quoted - 1];
    }
    ByteBuffer out = ByteBuffer.wrap(bytes);
    put(out, LENGTH_AT, refusal.length());
    put(out, IDENTIFICATION_AT, refusal.identification());
    checksum(out, header, refusal.checksum());
    if (packet.protocol() == Ipv4.UDP && length >= header + UDP_HEADER) {
      if (refusal.datagramChecksum() >= 0) {
        out.putShort(header + UDP_CHECKSUM_AT, (short) refusal.datagramChecksum());
      }
      if (refusal.garbles() && length > header + UDP_HEADER) {
        bytes[header + UDP_HEADER] ^= (byte) 0xff;
      }
    }
    return out;
  }

  private static void put(ByteBuffer out, int at, Refusal.Field field) {
    out.putShort(at, (short) field.of(out.getShort(at) & 0xffff));
  }

  private static void checksum(ByteBuffer out, int header, Refusal.Checksum kind) {
    out.putShort(CHECKSUM_AT, (short) 0);
    if (kind == Refusal.Checksum.ZERO) {
      return;
    }
    int right = InternetChecksum.of(out, 0, header);
    int shown = kind == Refusal.Checksum.RIGHT ? right : right ^ 0x0101;
    out.putShort(CHECKSUM_AT, (short) (shown == 0 ? 0xffff : shown));
  }
}
