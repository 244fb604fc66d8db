package org.utsusemi.controller.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

/**
 * What one source did, as it stands at one moment.
 *
 * @param id unique over restarts, fit for an URL
 * @param port the access port that it came in by; empty: its frames bore no mark of the site
 * @param devices names of who belongs at that port; empty: nobody
 * @param open whether it was heard of within the last hour; a closed one never opens again
 * @param why the grade
 * @param touches how many frames and sessions
 * @param identities under which it came; at most {@link Limits#identities}
 * @param targets touches by device, else by IP, else by MAC address; what is beyond {@link
 *     Limits#counters} is under {@code other}
 * @param protocols touches by protocol, likewise
 * @param kept numbers of the first and last touch of which there is evidence; empty: all are gone
 */
public record Incident(
    String id,
    Optional<PortRef> port,
    List<String> devices,
    Grade grade,
    String why,
    boolean open,
    Instant first,
    Instant last,
    long touches,
    List<Identity> identities,
    Map<String, Long> targets,
    Map<String, Long> protocols,
    Optional<Kept> kept) {
  /**
   * An identity that a source used.
   *
   * @param ip empty: frames without one
   * @param owner to whom the address belongs; empty: to nobody
   * @param spoofed it belongs to somebody at another port
   */
  public record Identity(
      MacAddress mac, Optional<Ipv4Address> ip, Optional<String> owner, boolean spoofed) {}

  /** A range of touch numbers, without gaps. */
  public record Kept(long first, long last) {}
}
