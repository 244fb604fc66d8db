package org.utsusemi.topology.plane;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * One frame or session that reached the decoy plane and is not known benign noise; equal ones in
 * quick succession are one touch with a count.
 *
 * @param at when the first of them came
 * @param mark says which access port they came in by; 0 when the frame bore none
 * @param sourceMac as claimed by the frame; so is {@code sourceIp}
 * @param target name of the device that was meant, {@code clone} for a clone, else empty
 * @param protocol {@code arp}, {@code icmp}, {@code tcp}, {@code udp}, {@code modbus}, {@code
 *     ipv6}, another IP protocol as {@code ip/47}, another ethertype as {@code 0x88cc}
 * @param sourcePort TCP or UDP port; 0 where there is none; so is {@code targetPort}
 * @param stateViolation another plant state permits it, this one does not
 * @param summary one line for people, of printable ASCII
 * @param payload what it carried, cut at {@link #MAX_PAYLOAD} bytes
 * @param count at least 1
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Touch(
    Instant at,
    int mark,
    MacAddress sourceMac,
    Optional<Ipv4Address> sourceIp,
    MacAddress targetMac,
    Optional<Ipv4Address> targetIp,
    String target,
    Kind kind,
    String protocol,
    int sourcePort,
    int targetPort,
    boolean stateViolation,
    String summary,
    byte[] payload,
    long count) {
  /** Bytes of a payload that one touch keeps. */
  public static final int MAX_PAYLOAD = 2048;

  /** What was tried. */
  public enum Kind {
    /** Somebody asked who has an address. */
    ARP,
    /** An ICMP message. */
    ICMP,
    /** A TCP segment that opens, or probes for, a connection. */
    CONNECT,
    /** Bytes or a request within a connection. */
    REQUEST,
    /** A UDP datagram. */
    DATAGRAM,
    /** Anything else. */
    OTHER
  }
}
