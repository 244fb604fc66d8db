package org.utsusemi.decoy.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * As much of an IPv6 packet (RFC 8200) as tells noise from the rest.
 *
 * @param source 16 bytes
 * @param destination 16 bytes
 * @param upper {@code icmp6/TYPE}, {@code udp/PORT}, or empty for anything else
 */
record Ipv6Head(byte[] source, byte[] destination, String upper) {
  private static final int TYPE = 12;
  private static final int TAG = 4;
  private static final int HEADER = 40;
  private static final int HOP_BY_HOP = 0;
  private static final int UDP = 17;
  private static final int ICMP = 58;

  /**
   * From a frame, with any VLAN tags.
   *
   * @return empty when it is no IPv6, or too short
   */
  static Optional<Ipv6Head> of(byte[] frame) {
    int type = TYPE;
    while (isTag(word(frame, type))) {
      type += TAG;
    }
    int packet = type + 2;
    if (word(frame, type) != 0x86dd || frame.length < packet + HEADER) {
      return Optional.empty();
    }
    int next = frame[packet + 6] & 0xff;
    int body = packet + HEADER;
    if (next == HOP_BY_HOP && frame.length >= body + 8) {
      next = frame[body] & 0xff;
      body += 8 * (1 + (frame[body + 1] & 0xff));
    }
    return Optional.of(
        new Ipv6Head(
            Arrays.copyOfRange(frame, packet + 8, packet + 24),
            Arrays.copyOfRange(frame, packet + 24, packet + 40),
            upper(frame, next, body)));
  }

  /** Whether it is what a rule asks for; {@code dad}: RFC 4862, 5.4.2. */
  boolean is(String what) {
    return what.equals("dad")
        ? upper.equals("icmp6/135") && Arrays.equals(source, new byte[16])
        : upper.equals(what);
  }

  private static String upper(byte[] frame, int next, int body) {
    if (next == ICMP && frame.length > body) {
      return "icmp6/" + (frame[body] & 0xff);
    }
    return next == UDP && frame.length >= body + 4 ? "udp/" + word(frame, body + 2) : "";
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8;
  }

  /** A 16-bit field; -1 beyond the end. */
  private static int word(byte[] bytes, int offset) {
    return bytes.length < offset + 2 ? -1 : (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
  }
}
