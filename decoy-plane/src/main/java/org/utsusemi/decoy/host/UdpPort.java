package org.utsusemi.decoy.host;

import java.util.Optional;

/** What happens to a datagram. */
public sealed interface UdpPort {
  /**
   * It is taken; this service may answer.
   *
   * @param latency from the datagram to the answer, beyond the {@linkplain Host#roundTrip round
   *     trip}
   */
  record Open(DatagramService service, Optional<Latency> latency) implements UdpPort {
    /** Answers as fast as it goes. */
    public Open(DatagramService service) {
      this(service, Optional.empty());
    }
  }

  /** ICMP port unreachable. */
  record Closed() implements UdpPort {}

  /** Nothing comes back. */
  record Filtered() implements UdpPort {}
}
