package org.utsusemi.decoy.nmap;

import java.util.List;

/**
 * The element {@code os}.
 *
 * @param portsUsed which ports it asked
 * @param matches best first
 * @param fingerprints as nmap prints them, lines that begin with {@code OS:}; none when a match was
 *     exact and neither {@code -vv} nor {@code -d} was given
 */
public record OsDetection(
    List<PortUsed> portsUsed, List<Match> matches, List<String> fingerprints) {
  public OsDetection {
    portsUsed = List.copyOf(portsUsed);
    matches = List.copyOf(matches);
    fingerprints = List.copyOf(fingerprints);
  }

  /** The element {@code portused}: {@code open} or {@code closed}, {@code tcp} or {@code udp}. */
  public record PortUsed(String state, String protocol, int port) {}

  /**
   * The element {@code osmatch}.
   *
   * @param accuracy percent; 100: in every test
   * @param line of nmap-os-db; 0 when it is not said
   */
  public record Match(String name, int accuracy, int line) {}
}
