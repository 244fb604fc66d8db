package org.utsusemi.decoy.stack;

import java.util.Optional;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.EchoAnswer;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.topology.plane.Touch.Kind;

/**
 * Answers echo requests and nothing else. A refused one gets "communication with destination host
 * administratively prohibited" (RFC 1122 §3.2.2.1, code 10), as from a host with a firewall: the
 * answer comes from the host's own address, which could not say of itself that it is unreachable.
 */
final class IcmpResponder {
  private final Directory directory;
  private final Transmitter transmitter;
  private final Refuser refuser;
  private final Reporter reporter;

  IcmpResponder(Directory directory, Transmitter transmitter, Refuser refuser, Reporter reporter) {
    this.directory = directory;
    this.transmitter = transmitter;
    this.refuser = refuser;
    this.reporter = reporter;
  }

  void receive(Arrival arrival, Icmp message) {
    Verdict verdict =
        arrival.host().flatMap(host -> judge(arrival, host, message)).orElse(Verdict.ANSWER);
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
      case ANSWER ->
          host.personality().toEcho().ifPresent(echo -> reply(arrival, host, echo, message));
      case REFUSE -> refuser.insist(arrival, host, Icmp.HOST_PROHIBITED);
      case SILENT -> {}
    }
  }

  private void reply(Arrival arrival, Host host, EchoAnswer echo, Icmp request) {
    boolean asked = (arrival.packet().flags() & Ipv4.DONT_FRAGMENT) != 0;
    transmitter.icmp(
        host,
        arrival.peer(),
        new IpFields(echo.timeToLive(), echo.dontFragment(asked)),
        echo.keepsCode() ? arrival.packet().typeOfService() : 0,
        request.toEchoReply(echo.keepsCode() ? request.code() : 0));
  }

  /** Whether the answer would be larger than any device's. */
  private static boolean isJumbo(Arrival arrival) {
    return arrival.packet().payload().remaining() > Transmitter.LARGEST_IN_FRAGMENTS;
  }

  /** No conduit names anything but echoes. */
  private Optional<Verdict> judge(Arrival arrival, Host host, Icmp message) {
    return switch (message.type()) {
      case Icmp.ECHO_REQUEST ->
          Optional.of(directory.judge(arrival.peer(), host, Directory.ECHO_REQUEST, 0, false));
      case Icmp.ECHO_REPLY ->
          Optional.of(directory.judge(arrival.peer(), host, Directory.ECHO_REPLY, 0, false));
      default -> Optional.empty();
    };
  }

  private static String summaryOf(Icmp message) {
    return message.type() == Icmp.ECHO_REQUEST
        ? "echo request"
        : "type " + message.type() + " code " + message.code();
  }
}
