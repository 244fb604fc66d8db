package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.MacAddress;

/** Wraps what hosts say into frames that bear the asker's mark, or no tag where it has none. */
final class Transmitter {
  /** What a datagram carries without options at the usual MTU of 1500 bytes. */
  static final int LARGEST_PAYLOAD = 1480;

  /** The priority that frames for the decoy plane bear; the switch sets that of the way back. */
  private static final int MARK_PRIORITY = 3;

  private final Pacer out;
  private final IpIdentifications identifications;
  private final Counters counters;

  // one of each, because the stack builds one frame at a time
  private final ByteBuffer payload = ByteBuffer.allocate(LARGEST_PAYLOAD);
  private final ByteBuffer datagram = ByteBuffer.allocate(Ethernet.LARGEST);
  private final ByteBuffer frame = ByteBuffer.allocate(Ethernet.LARGEST);

  Transmitter(Pacer out, IpIdentifications identifications, Counters counters) {
    this.out = out;
    this.identifications = identifications;
    this.counters = counters;
  }

  void arp(Host from, int mark, MacAddress to, Arp packet) {
    packet.encode(datagram.clear());
    send(from, mark, to, Ethernet.ARP, datagram.flip(), 0);
  }

  void icmp(Host from, Peer to, Icmp message) {
    message.encode(payload.clear());
    send(from, to, Ipv4.ICMP, 0);
  }

  /**
   * Sends a datagram.
   *
   * @param service nanoseconds that its service took
   */
  void udp(Host from, Peer to, Udp message, long service) {
    message.encode(payload.clear(), from.ip(), to.ip());
    send(from, to, Ipv4.UDP, service);
  }

  void tcp(Host from, Peer to, Tcp segment) {
    segment.encode(payload.clear(), from.ip(), to.ip());
    send(from, to, Ipv4.TCP, 0);
  }

  private void send(Host from, Peer to, int protocol, long service) {
    Personality personality = from.personality();
    Ipv4 packet =
        Ipv4.of(
            identifications.next(from.ip()),
            personality.dontFragment() ? Ipv4.DONT_FRAGMENT : 0,
            personality.ttl(),
            protocol,
            from.ip(),
            to.ip(),
            payload.flip());
    packet.encode(datagram.clear());
    send(from, to.mark(), to.mac(), Ethernet.IPV4, datagram.flip(), service);
  }

  private void send(
      Host from, int mark, MacAddress to, int type, ByteBuffer content, long service) {
    Optional<VlanTag> tag =
        mark == Directory.UNMARKED
            ? Optional.empty()
            : Optional.of(new VlanTag(MARK_PRIORITY, false, mark));
    new Ethernet(to, from.mac(), tag, Optional.empty(), type, content).encode(frame.clear());
    counters.framesOut.incrementAndGet();
    out.send(from, to, frame.array(), frame.position(), service);
  }
}
