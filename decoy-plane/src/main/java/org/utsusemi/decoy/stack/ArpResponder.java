package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * Says who has an address. A tagged-out device keeps its true MAC in everybody's cache, so whether
 * it is out of state is told, and changes no answer.
 */
final class ArpResponder {
  private final Directory directory;
  private final Transmitter transmitter;
  private final Reporter reporter;

  ArpResponder(Directory directory, Transmitter transmitter, Reporter reporter) {
    this.directory = directory;
    this.transmitter = transmitter;
    this.reporter = reporter;
  }

  void receive(int mark, Ethernet frame, Arp packet, ByteBuffer bytes) {
    boolean request = packet.operation() == Arp.REQUEST;
    boolean reply = packet.operation() == Arp.REPLY;
    if ((request || reply) && packet.senderIp().equals(packet.targetIp())) {
      announcement(mark, frame, packet, bytes);
      return;
    }
    if (!request) {
      reporter.other(mark, frame, "arp", "operation " + packet.operation(), bytes);
      return;
    }
    Peer peer = new Peer(mark, frame.source(), packet.senderIp(), 0);
    Optional<Host> host = directory.hostAt(packet.targetIp(), peer);
    boolean linked = directory.isLinked(peer, packet.targetIp());
    reporter.arpRequest(peer, frame.destination(), packet.targetIp(), host, linked);
    if (host.isPresent() && answers(host.get(), frame, packet)) {
      reply(mark, host.get(), packet);
    }
  }

  /**
   * A machine that starts announces itself, with a request or a reply, which is no touch; but
   * whoever claims the address of a real device from elsewhere wants its traffic.
   */
  private void announcement(int mark, Ethernet frame, Arp packet, ByteBuffer bytes) {
    Peer peer = new Peer(mark, frame.source(), packet.senderIp(), 0);
    boolean claimed =
        directory.isReal(packet.targetIp())
            && directory.hostAt(packet.targetIp(), peer).isPresent();
    if (claimed) {
      reporter.other(mark, frame, "arp", "claims " + packet.targetIp(), bytes);
    }
  }

  private boolean answers(Host host, Ethernet frame, Arp packet) {
    MacAddress destination = frame.destination();
    boolean heard = destination.equals(MacAddress.BROADCAST) || destination.equals(host.mac());
    boolean hasReturn =
        !packet.senderMac().isGroup() && !packet.senderMac().equals(MacAddress.ZERO);
    // a probe (RFC 5227 §2.1.1) for an unused address must not hear that it is taken
    boolean probe = packet.senderIp().equals(Ipv4Address.ANY);
    return heard && hasReturn && (!probe || directory.isReal(host.ip()));
  }

  private void reply(int mark, Host host, Arp request) {
    transmitter.arp(
        host,
        mark,
        request.senderMac(),
        new Arp(Arp.REPLY, host.mac(), host.ip(), request.senderMac(), request.senderIp()));
  }
}
