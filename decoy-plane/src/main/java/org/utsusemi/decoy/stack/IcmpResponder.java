package org.utsusemi.decoy.stack;

import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.topology.plane.Touch.Kind;

/**
 * Answers echo requests and nothing else. A refused one gets "communication with destination host
 * administratively prohibited" (RFC 1122 §3.2.2.1, code 10), as from a host with a firewall: the
 * answer comes from the host's own address, which could not say of itself that it is unreachable.
 */
final class IcmpResponder {
  private final Directory directory;
  private final Transmitter transmitter;
  private final Reporter reporter;

  IcmpResponder(Directory directory, Transmitter transmitter, Reporter reporter) {
    this.directory = directory;
    this.transmitter = transmitter;
    this.reporter = reporter;
  }

  void receive(Arrival arrival, Icmp message) {
    Verdict verdict =
        arrival
            .host()
            .map(host -> directory.judge(arrival.peer(), host, protocolOf(message), 0))
            .orElse(Verdict.ANSWER);
    reporter.report(
        arrival,
        Kind.ICMP,
        "icmp",
        0,
        verdict.stateViolation(),
        summaryOf(message),
        message.payload());
    if (message.type() != Icmp.ECHO_REQUEST || !arrival.answerable() || isJumbo(arrival)) {
      return;
    }
    Host host = arrival.host().orElseThrow();
    switch (verdict.treatment()) {
      case ANSWER -> transmitter.icmp(host, arrival.peer(), message.toEchoReply());
      case REFUSE ->
          transmitter.icmp(
              host, arrival.peer(), Icmp.unreachable(Icmp.HOST_PROHIBITED, arrival.quotation()));
      case SILENT -> {}
    }
  }

  /** Whether the answer would not fit into one frame, which only frames of odd size ask for. */
  private static boolean isJumbo(Arrival arrival) {
    return arrival.packet().payload().remaining() > Transmitter.LARGEST_PAYLOAD;
  }

  private static String protocolOf(Icmp message) {
    return message.type() == Icmp.ECHO_REPLY ? Directory.ECHO_REPLY : Directory.ECHO_REQUEST;
  }

  private static String summaryOf(Icmp message) {
    return message.type() == Icmp.ECHO_REQUEST
        ? "echo request"
        : "type " + message.type() + " code " + message.code();
  }
}
