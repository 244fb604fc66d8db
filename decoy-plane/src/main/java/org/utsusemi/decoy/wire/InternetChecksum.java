package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import org.utsusemi.topology.address.Ipv4Address;

/** The Internet checksum (RFC 1071). */
public final class InternetChecksum {
  private InternetChecksum() {}

  /** Over bytes {@code from} (inclusive) to {@code to} (exclusive). */
  public static int of(ByteBuffer bytes, int from, int to) {
    return finish(sum(bytes, from, to));
  }

  /** With the pseudo header of RFC 9293 §3.1 and RFC 768 before the bytes. */
  static int of(
      ByteBuffer bytes,
      int from,
      int to,
      Ipv4Address source,
      Ipv4Address destination,
      int protocol) {
    long pseudo =
        (source.bits() & 0xffff_ffffL)
            + (destination.bits() & 0xffff_ffffL)
            + protocol
            + (to - from);
    return finish(pseudo + sum(bytes, from, to));
  }

  private static long sum(ByteBuffer bytes, int from, int to) {
    long sum = 0;
    int at = from;
    for (; at + 4 <= to; at += 4) {
      sum += bytes.getInt(at) & 0xffff_ffffL;
    }
    if (at + 2 <= to) {
      sum += bytes.getShort(at) & 0xffff;
      at += 2;
    }
    if (at < to) {
      sum += (bytes.get(at) & 0xff) << 8;
    }
    return sum;
  }

  private static int finish(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) ~folded & 0xffff;
  }
}
