package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.UdpPort;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.host.Verdict.Treatment;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.topology.plane.Touch.Kind;

/** Hands datagrams to services; refuses with port unreachable (RFC 1122 §4.1.3.1). */
final class UdpResponder {
  private static final int HEADER = 8;

  private final Directory directory;
  private final Transmitter transmitter;
  private final Refuser refuser;
  private final Reporter reporter;
  private final RandomGenerator random;

  UdpResponder(
      Directory directory,
      Transmitter transmitter,
      Refuser refuser,
      Reporter reporter,
      RandomGenerator random) {
    this.directory = directory;
    this.transmitter = transmitter;
    this.refuser = refuser;
    this.reporter = reporter;
    this.random = random;
  }

  void receive(Arrival arrival, Udp datagram) {
    int port = datagram.destinationPort();
    Verdict verdict =
        arrival
            .host()
            .map(host -> directory.judge(arrival.peer(), host, "udp", port, false))
            .orElse(Verdict.ANSWER);
    UdpPort target = arrival.host().map(host -> host.udp(port)).orElseGet(UdpPort.Filtered::new);
    String protocol = target instanceof UdpPort.Open open ? open.service().protocol() : "udp";
    reporter.report(
        arrival,
        Kind.DATAGRAM,
        protocol,
        port,
        verdict.stateViolation(),
        datagram.payload().remaining() + " bytes to UDP port " + port,
        datagram.payload());
    if (!arrival.answerable() || verdict.treatment() == Treatment.SILENT) {
      return;
    }
    Host host = arrival.host().orElseThrow();
    if (verdict.treatment() == Treatment.REFUSE) {
      refuser.insist(arrival, host, Icmp.PORT_UNREACHABLE);
    } else if (target instanceof UdpPort.Closed) {
      refuser.refuse(arrival, host, Icmp.PORT_UNREACHABLE);
    } else if (target instanceof UdpPort.Open open) {
      answer(arrival, host, open, datagram);
    }
  }

  /** What is larger than any device says at once is lost. */
  private void answer(Arrival arrival, Host host, UdpPort.Open open, Udp datagram) {
    byte[] request = new byte[datagram.payload().remaining()];
    datagram.payload().get(datagram.payload().position(), request);
    open.service()
        .answer(arrival.peer(), request)
        .filter(answer -> answer.length <= Transmitter.LARGEST_IN_FRAGMENTS - HEADER)
        .ifPresent(
            answer ->
                transmitter.udp(
                    host,
                    arrival.peer(),
                    new Udp(
                        datagram.destinationPort(), datagram.sourcePort(), ByteBuffer.wrap(answer)),
                    open.latency().map(latency -> latency.draw(random)).orElse(0L)));
  }
}
