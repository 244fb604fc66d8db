package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address.
 *
 * @param bits the address, most significant octet first
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {
  public static final Ipv4Address ANY = new Ipv4Address(0);

  private static final Pattern NOTATION =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  /** Reads {@code 10.20.1.41}; empty when the text is anything else (leading zeros included). */
  public static Optional<Ipv4Address> tryParse(String text) {
    Matcher octets = NOTATION.matcher(text);
    if (!octets.matches()) {
      return Optional.empty();
    }
    int bits = 0;
    for (int i = 1; i <= 4; i++) {
      String octet = octets.group(i);
      int value = Integer.parseInt(octet);
      if (value > 255 || octet.length() > 1 && octet.charAt(0) == '0') {
        return Optional.empty();
      }
      bits = bits << 8 | value;
    }
    return Optional.of(new Ipv4Address(bits));
  }

  /**
   * Reads {@code 10.20.1.41}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static Ipv4Address parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
  }

  /** The address {@code distance} further on; wraps at the end of the address space. */
  public Ipv4Address plus(int distance) {
    return new Ipv4Address(bits + distance);
  }

  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(bits, other.bits);
  }

  @JsonValue
  @Override
  public String toString() {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
