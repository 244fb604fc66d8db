package org.utsusemi.decoy.nmap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of nmap.
 *
 * @param source name of the file, for messages
 * @param version of nmap; empty when the file does not say
 * @param arguments its command line
 * @param start when it began
 * @param ranges which ports were asked, per kind of scan
 * @param hosts those that are complete in the file
 * @param cutShort why the file ends early; empty when it does not
 */
public record NmapScan(
    String source,
    String version,
    String arguments,
    Optional<Instant> start,
    List<ScanRange> ranges,
    List<ScannedHost> hosts,
    Optional<String> cutShort) {
  public NmapScan {
    ranges = List.copyOf(ranges);
    hosts = List.copyOf(hosts);
  }

  /**
   * The element {@code scaninfo}.
   *
   * @param type such as {@code syn}
   * @param protocol {@code tcp}, {@code udp} …
   * @param services ports and ranges as nmap writes them, {@code 1-1024,2455}
   */
  public record ScanRange(String type, String protocol, String services) {}
}
