package org.utsusemi.decoy.persona;

import java.util.Optional;
import java.util.regex.Pattern;
import org.utsusemi.topology.address.MacAddress;

/**
 * A vendor prefix, or a whole MAC address.
 *
 * @param bits the first {@code octets} octets of an address, in its place within 48 bits; no group
 * @param octets 3 or 6
 */
public record MacPattern(long bits, int octets) {
  private static final Pattern PREFIX = Pattern.compile("(?:[0-9A-Fa-f]{2}:){2}[0-9A-Fa-f]{2}");
  private static final long SUFFIX = 0xff_ffffL;

  /** Reads {@code 00:30:de} or {@code 00:30:de:40:59:b7}; empty for anything else or a group. */
  public static Optional<MacPattern> tryParse(String text) {
    boolean prefix = PREFIX.matcher(text).matches();
    return MacAddress.tryParse(prefix ? text + ":00:00:00" : text)
        .filter(mac -> !mac.isGroup() && mac.bits() != 0)
        .map(mac -> new MacPattern(mac.bits(), prefix ? 3 : 6));
  }

  /** The vendor prefix of an address. */
  public static MacPattern prefixOf(MacAddress mac) {
    return new MacPattern(mac.bits() & ~SUFFIX, 3);
  }

  /** The MAC address, where it is a whole one. */
  public Optional<MacAddress> whole() {
    return octets == 6 ? Optional.of(new MacAddress(bits)) : Optional.empty();
  }

  /** A whole MAC address. */
  public static MacPattern of(MacAddress mac) {
    return new MacPattern(mac.bits(), 6);
  }

  /**
   * The address with this vendor prefix.
   *
   * @param suffix the low three octets, 24 bits
   */
  public MacAddress with(int suffix) {
    return new MacAddress(bits & ~SUFFIX | suffix & SUFFIX);
  }
}
