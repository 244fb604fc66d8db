package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * An IPv4 subnet whose host bits are zero.
 *
 * @param network the first address
 * @param prefix length of the prefix in bits, 0–32
 */
public record Ipv4Subnet(Ipv4Address network, int prefix) {
  public Ipv4Subnet {
    if (prefix < 0 || prefix > 32 || (network.bits() & ~mask(prefix)) != 0) {
      throw new IllegalArgumentException("not a subnet: " + network + "/" + prefix);
    }
  }

  /** Reads {@code 10.20.1.0/24}; empty when the text is anything else, or host bits are set. */
  public static Optional<Ipv4Subnet> tryParse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return Ipv4Address.tryParse(text.substring(0, slash))
        .filter(network -> prefix <= 32 && (network.bits() & ~mask(prefix)) == 0)
        .map(network -> new Ipv4Subnet(network, prefix));
  }

  /**
   * Reads {@code 10.20.1.0/24}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static Ipv4Subnet parse(String text) {
    return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not a subnet: " + text));
  }

  public boolean contains(Ipv4Address address) {
    return (address.bits() & mask(prefix)) == network.bits();
  }

  public boolean overlaps(Ipv4Subnet other) {
    return contains(other.network) || other.contains(network);
  }

  /** The last address: the broadcast address of a subnet of more than two addresses. */
  public Ipv4Address last() {
    return new Ipv4Address(network.bits() | ~mask(prefix));
  }

  /** Whether an interface may bear this address: inside, and neither the first nor the last. */
  public boolean isHost(Ipv4Address address) {
    return contains(address)
        && (prefix >= 31 || !address.equals(network) && !address.equals(last()));
  }

  private static int mask(int prefix) {
    return prefix == 0 ? 0 : -1 << 32 - prefix;
  }

  @JsonValue
  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}
