package org.utsusemi.decoy.host;

/** What happens to a datagram. */
public sealed interface UdpPort {
  /** It is taken; this service may answer. */
  record Open(DatagramService service) implements UdpPort {}

  /** ICMP port unreachable. */
  record Closed() implements UdpPort {}

  /** Nothing comes back. */
  record Filtered() implements UdpPort {}
}
