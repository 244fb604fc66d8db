package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.event.TouchSink;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touch.Kind;

/** Makes touches of what the stack noticed. */
final class Reporter {
  private static final int LONGEST_SUMMARY = 200;

  private final TouchSink sink;
  private final TimeSource time;

  Reporter(TouchSink sink, TimeSource time) {
    this.sink = sink;
    this.time = time;
  }

  /** Of a datagram. */
  void report(
      Arrival arrival,
      Kind kind,
      String protocol,
      int targetPort,
      boolean stateViolation,
      String summary,
      ByteBuffer payload) {
    report(
        arrival.peer(),
        Optional.of(arrival.peer().ip()),
        arrival.frame().destination(),
        Optional.of(arrival.packet().destination()),
        arrival.host(),
        kind,
        protocol,
        targetPort,
        stateViolation,
        summary,
        payload);
  }

  /** Of an ARP request. */
  void arpRequest(
      Peer peer,
      MacAddress targetMac,
      Ipv4Address asked,
      Optional<Host> host,
      boolean stateViolation) {
    report(
        peer,
        Optional.of(peer.ip()),
        targetMac,
        Optional.of(asked),
        host,
        Kind.ARP,
        "arp",
        0,
        stateViolation,
        "who has " + asked,
        ByteBuffer.allocate(0));
  }

  /** Of a clone that has yielded its address. */
  void yielded(Peer user, MacAddress targetMac, Host clone, ByteBuffer bytes) {
    report(
        user,
        Optional.of(user.ip()),
        targetMac,
        Optional.of(clone.ip()),
        Optional.of(clone),
        Kind.OTHER,
        "arp",
        0,
        false,
        "takes " + clone.ip() + " from a clone",
        bytes);
  }

  /** Of a request within a connection. */
  void request(
      Peer peer,
      Host host,
      int port,
      String protocol,
      boolean stateViolation,
      String summary,
      ByteBuffer payload) {
    report(
        peer,
        Optional.of(peer.ip()),
        host.mac(),
        Optional.of(host.ip()),
        Optional.of(host),
        Kind.REQUEST,
        protocol,
        port,
        stateViolation,
        summary,
        payload);
  }

  /** Of a frame that is nothing the stack understands. */
  void other(int mark, Ethernet frame, String protocol, String summary, ByteBuffer bytes) {
    other(mark, frame, protocol, false, summary, bytes);
  }

  /** Of a frame that is nothing the stack answers. */
  void other(
      int mark,
      Ethernet frame,
      String protocol,
      boolean stateViolation,
      String summary,
      ByteBuffer bytes) {
    report(
        new Peer(mark, frame.source(), Ipv4Address.ANY, 0),
        Optional.empty(),
        frame.destination(),
        Optional.empty(),
        Optional.empty(),
        Kind.OTHER,
        protocol,
        0,
        stateViolation,
        summary,
        bytes);
  }

  private void report(
      Peer peer,
      Optional<Ipv4Address> sourceIp,
      MacAddress targetMac,
      Optional<Ipv4Address> targetIp,
      Optional<Host> host,
      Kind kind,
      String protocol,
      int targetPort,
      boolean stateViolation,
      String summary,
      ByteBuffer payload) {
    sink.accept(
        new Touch(
            time.instant(),
            peer.mark(),
            peer.mac(),
            sourceIp,
            targetMac,
            targetIp,
            host.map(Host::name).orElse(""),
            kind,
            protocol,
            peer.port(),
            targetPort,
            stateViolation,
            printable(summary),
            start(payload),
            1));
  }

  private static byte[] start(ByteBuffer payload) {
    byte[] start = new byte[Math.min(payload.remaining(), Touch.MAX_PAYLOAD)];
    payload.get(payload.position(), start);
    return start;
  }

  /** What services say may quote what an intruder sent. */
  private static String printable(String summary) {
    StringBuilder out = new StringBuilder(Math.min(summary.length(), LONGEST_SUMMARY));
    for (int i = 0; i < summary.length() && i < LONGEST_SUMMARY; i++) {
      char c = summary.charAt(i);
      out.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return out.toString();
  }
}
