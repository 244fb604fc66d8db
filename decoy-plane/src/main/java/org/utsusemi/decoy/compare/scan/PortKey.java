package org.utsusemi.decoy.compare.scan;

import java.util.Comparator;
import java.util.Locale;
import org.utsusemi.decoy.nmap.ScannedPort;

/**
 * A port.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param number 0–65535
 */
public record PortKey(String protocol, int number) implements Comparable<PortKey> {
  static PortKey of(ScannedPort port) {
    return new PortKey(port.protocol(), port.number());
  }

  @Override
  public int compareTo(PortKey other) {
    return Comparator.comparing(PortKey::protocol)
        .thenComparing(PortKey::number)
        .compare(this, other);
  }

  /** {@code TCP 502}. */
  @Override
  public String toString() {
    return protocol.toUpperCase(Locale.ROOT) + " " + number;
  }
}
