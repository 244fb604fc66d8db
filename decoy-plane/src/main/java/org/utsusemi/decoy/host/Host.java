package org.utsusemi.decoy.host;

import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** A machine as whom the stack answers: a real device's double, or a clone. */
public interface Host {
  /** Name of the device, or {@code clone}. */
  String name();

  Ipv4Address ip();

  MacAddress mac();

  Personality personality();

  /**
   * How long the host itself takes to answer, before any service: ARP, echo requests, SYNs. Empty:
   * as fast as it goes.
   */
  default Optional<Latency> roundTrip() {
    return Optional.empty();
  }

  /**
   * What a TCP port does.
   *
   * @param port 0–65535
   */
  TcpPort tcp(int port);

  /**
   * What a UDP port does.
   *
   * @param port 0–65535
   */
  UdpPort udp(int port);
}
