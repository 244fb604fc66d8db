package org.utsusemi.decoy.nmap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * What one scan tells of one host.
 *
 * @param state {@code up} or {@code down}; empty when it is not said
 * @param ip empty for a host that has only an IPv6 address
 * @param mac seen only on the host's own link
 * @param macVendor as nmap calls it; empty: none
 * @param hostNames as given or resolved
 * @param ports those that nmap lists one by one
 * @param otherPorts those that it only counts
 * @param os what {@code -O} found; empty when it was not asked, or gave up
 * @param uptime guessed from TCP timestamps
 * @param distance hops; 1 on the same link
 * @param sequences how initial sequence numbers, IP ids and timestamps go
 * @param times round trips
 * @param scripts those that ask the host and not one port
 */
public record ScannedHost(
    String state,
    Optional<Ipv4Address> ip,
    Optional<MacAddress> mac,
    String macVendor,
    List<String> hostNames,
    List<ScannedPort> ports,
    List<OtherPorts> otherPorts,
    Optional<OsDetection> os,
    Optional<Duration> uptime,
    OptionalInt distance,
    Sequences sequences,
    Optional<Times> times,
    List<ScriptResult> scripts) {
  public ScannedHost {
    hostNames = List.copyOf(hostNames);
    ports = List.copyOf(ports);
    otherPorts = List.copyOf(otherPorts);
    scripts = List.copyOf(scripts);
  }

  /**
   * The element {@code extraports}: ports alike that are not listed.
   *
   * @param state such as {@code closed}
   * @param count how many
   * @param reasons why, such as {@code reset}
   */
  public record OtherPorts(String state, int count, List<Reason> reasons) {
    public OtherPorts {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The element {@code extrareasons}.
   *
   * @param protocol {@code tcp} or {@code udp}; empty before nmap 7.92
   * @param ports such as {@code 1-21,23}; empty before nmap 7.92
   */
  public record Reason(String reason, int count, String protocol, String ports) {}

  /**
   * The elements {@code tcpsequence}, {@code ipidsequence}, {@code tcptssequence}; each text is
   * empty when the element is not there.
   *
   * @param difficulty of guessing the next initial sequence number, in words
   * @param index the same as a number
   * @param isns those seen, hexadecimal, with commas
   * @param ipIds class of IP identifications, {@code Incremental}
   * @param ipIdValues those seen
   * @param timestamps class of TCP timestamps, {@code 1000HZ}
   * @param timestampValues those seen
   */
  public record Sequences(
      String difficulty,
      OptionalInt index,
      String isns,
      String ipIds,
      String ipIdValues,
      String timestamps,
      String timestampValues) {
    static final Sequences NONE = new Sequences("", OptionalInt.empty(), "", "", "", "", "");
  }

  /** The element {@code times}: smoothed round trip, its variance, and the timeout that follows. */
  public record Times(Duration roundTrip, Duration variance, Duration timeout) {}
}
