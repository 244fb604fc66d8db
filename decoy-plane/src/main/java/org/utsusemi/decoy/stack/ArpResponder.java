package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final Consumer<Ipv4Address> silence;

  /**
   * @param silence ends whatever a host has open that answers no more
   */
  ArpResponder(
      Directory directory,
      Transmitter transmitter,
      Reporter reporter,
      Consumer<Ipv4Address> silence) {
    this.directory = directory;
    this.transmitter = transmitter;
    this.reporter = reporter;
    this.silence = silence;
  }

  void receive(int mark, Ethernet frame, Arp packet, ByteBuffer bytes) {
    boolean request = packet.operation() == Arp.REQUEST;
    boolean reply = packet.operation() == Arp.REPLY;
    boolean announced = (request || reply) && packet.senderIp().equals(packet.targetIp());
    yieldTo(mark, frame, packet, announced, bytes);
    if (announced) {
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

  /** A clone that stays where a real device comes would keep it from being reached. */
  private void yieldTo(int mark, Ethernet frame, Arp packet, boolean announced, ByteBuffer bytes) {
    if (isMachine(packet.senderMac())) {
      Peer user = new Peer(mark, packet.senderMac(), packet.senderIp(), 0);
      directory
          .yields(user, announced)
          .ifPresent(
              clone -> {
                silence.accept(clone.ip());
                reporter.yielded(user, frame.destination(), clone, bytes);
              });
    }
  }

  private static boolean isMachine(MacAddress mac) {
    return !mac.isGroup() && !mac.equals(MacAddress.ZERO);
  }

  private boolean answers(Host host, Ethernet frame, Arp packet) {
    MacAddress destination = frame.destination();
    boolean heard = destination.equals(MacAddress.BROADCAST) || destination.equals(host.mac());
    // a probe (RFC 5227 §2.1.1) for an unused address must not hear that it is taken
    boolean probe = packet.senderIp().equals(Ipv4Address.ANY);
    return heard && isMachine(packet.senderMac()) && (!probe || directory.isReal(host.ip()));
  }

  private void reply(int mark, Host host, Arp request) {
    transmitter.arp(
        host,
        mark,
        request.senderMac(),
        new Arp(Arp.REPLY, host.mac(), host.ip(), request.senderMac(), request.senderIp()));
  }
}
