package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message of RFC 792.
 *
 * @param type 0–255
 * @param code 0–255
 * @param rest the four bytes behind the checksum: identifier and sequence number of an echo
 * @param payload what follows those
 */
public record Icmp(int type, int code, int rest, ByteBuffer payload) {
  public static final int ECHO_REPLY = 0;
  public static final int UNREACHABLE = 3;
  public static final int ECHO_REQUEST = 8;

  /** Codes of {@link #UNREACHABLE} (RFC 792, RFC 1122 §3.2.2.1). */
  public static final int PORT_UNREACHABLE = 3;

  public static final int HOST_PROHIBITED = 10;

  private static final int HEADER = 8;

  public Icmp {
    Fields.check("type", type, 0xff);
    Fields.check("code", code, 0xff);
  }

  /** Reads a message; empty when it is shorter than eight bytes. */
  public static Optional<Icmp> decode(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    int type = Fields.u8(in);
    int code = Fields.u8(in);
    Fields.u16(in);
    return Optional.of(new Icmp(type, code, in.getInt(), in.slice()));
  }

  /** The answer to an echo request: its identifier, sequence number and payload. */
  public Icmp toEchoReply(int code) {
    return new Icmp(ECHO_REPLY, code, rest, payload);
  }

  public void encode(ByteBuffer out) {
    int start = out.position();
    out.put((byte) type).put((byte) code).putShort((short) 0).putInt(rest);
    Fields.putAll(out, payload);
    out.putShort(start + 2, (short) InternetChecksum.of(out, start, out.position()));
  }
}
