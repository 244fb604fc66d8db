package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A 48-bit IEEE 802 address.
 *
 * @param bits the address, most significant octet first, in the low 48 bits
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);
  public static final MacAddress ZERO = new MacAddress(0);

  private static final Pattern NOTATION = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");

  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("a MAC address has 48 bits: " + Long.toHexString(bits));
    }
  }

  /** Reads {@code 00:30:de:40:59:b7}; empty when the text is anything else. */
  public static Optional<MacAddress> tryParse(String text) {
    return NOTATION.matcher(text).matches()
        ? Optional.of(new MacAddress(Long.parseLong(text.replace(":", ""), 16)))
        : Optional.empty();
  }

  /**
   * Reads {@code 00:30:de:40:59:b7}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static MacAddress parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a MAC address: " + text));
  }

  /** Reads six octets from {@code offset} on. */
  public static MacAddress fromBytes(byte[] source, int offset) {
    long bits = 0;
    for (int i = 0; i < 6; i++) {
      bits = bits << 8 | source[offset + i] & 0xff;
    }
    return new MacAddress(bits);
  }

  /** The six octets, most significant first. */
  public byte[] toBytes() {
    byte[] out = new byte[6];
    for (int i = 0; i < 6; i++) {
      out[i] = (byte) (bits >>> 8 * (5 - i));
    }
    return out;
  }

  /** Whether the group bit is set: broadcast and multicast addresses. */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  @JsonValue
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(17);
    for (int shift = 40; shift >= 0; shift -= 8) {
      int octet = (int) (bits >>> shift) & 0xff;
      out.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
      if (shift > 0) {
        out.append(':');
      }
    }
    return out.toString();
  }
}
