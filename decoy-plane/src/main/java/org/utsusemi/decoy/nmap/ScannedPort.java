package org.utsusemi.decoy.nmap;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The element {@code port}.
 *
 * @param protocol {@code tcp} or {@code udp}; others nmap knows are kept as they are
 * @param number 0–65535
 * @param state {@code open}, {@code closed}, {@code filtered}, {@code open|filtered} …
 * @param reason what said so, such as {@code syn-ack}
 * @param reasonTtl time to live of the answer that said so; empty when there was none
 * @param service what speaks there
 * @param scripts what scripts found there
 */
public record ScannedPort(
    String protocol,
    int number,
    String state,
    String reason,
    OptionalInt reasonTtl,
    Optional<Service> service,
    List<ScriptResult> scripts) {
  public ScannedPort {
    scripts = List.copyOf(scripts);
  }

  public boolean isOpen() {
    return state.equals("open");
  }

  /**
   * The element {@code service}; texts that are not there are empty.
   *
   * @param name such as {@code http}
   * @param tunnel {@code ssl} or empty
   * @param method {@code probed} (it was asked) or {@code table} (guessed from the port)
   * @param confidence 0–10
   * @param fingerprint what it answered to which probe, when nmap does not know it
   * @param cpe names of platforms, {@code cpe:/a:…}
   */
  public record Service(
      String name,
      String product,
      String version,
      String extraInfo,
      String hostName,
      String osType,
      String deviceType,
      String tunnel,
      String method,
      int confidence,
      String fingerprint,
      List<String> cpe) {
    public Service {
      cpe = List.copyOf(cpe);
    }
  }
}
