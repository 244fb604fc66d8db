package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** A run of IPv4 addresses, both ends included; {@code first} is not above {@code last}. */
public record Ipv4Range(Ipv4Address first, Ipv4Address last) {
  public Ipv4Range {
    if (first.compareTo(last) > 0) {
      throw new IllegalArgumentException("a range runs upwards: " + first + "-" + last);
    }
  }

  /** Reads {@code 10.20.1.200-10.20.1.220} or a single address; empty for anything else. */
  public static Optional<Ipv4Range> tryParse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Ipv4Address.tryParse(text).map(one -> new Ipv4Range(one, one));
    }
    Optional<Ipv4Address> first = Ipv4Address.tryParse(text.substring(0, dash).strip());
    Optional<Ipv4Address> last = Ipv4Address.tryParse(text.substring(dash + 1).strip());
    return first
        .filter(from -> last.isPresent() && from.compareTo(last.get()) <= 0)
        .map(from -> new Ipv4Range(from, last.get()));
  }

  /**
   * Reads {@code 10.20.1.200-10.20.1.220} or a single address.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static Ipv4Range parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not an address range: " + text));
  }

  public boolean contains(Ipv4Address address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  @JsonValue
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + "-" + last;
  }
}
