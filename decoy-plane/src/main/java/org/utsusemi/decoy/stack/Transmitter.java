package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.Personality.Counter;
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

  /** What is carried in several; no service of a plant says more at once. */
  static final int LARGEST_IN_FRAGMENTS = 8192;

  private static final int FRAGMENT_UNIT = 8;

  /** The priority that frames for the decoy plane bear; the switch sets that of the way back. */
  static final int MARK_PRIORITY = 3;

  private final Pacer out;
  private final TimeSource time;
  private final Counters counters;

  // one of each, because the stack builds one frame at a time
  private final ByteBuffer payload = ByteBuffer.allocate(LARGEST_IN_FRAGMENTS);
  private final ByteBuffer datagram = ByteBuffer.allocate(Ethernet.LARGEST);
  private final ByteBuffer frame = ByteBuffer.allocate(Ethernet.LARGEST);

  Transmitter(Pacer out, TimeSource time, Counters counters) {
    this.out = out;
    this.time = time;
    this.counters = counters;
  }

  void arp(Host from, int mark, MacAddress to, Arp packet) {
    packet.encode(datagram.clear());
    send(from, mark, to, Ethernet.ARP, datagram.flip(), 0);
  }

  void icmp(Host from, Peer to, IpFields ip, int typeOfService, Icmp message) {
    message.encode(payload.clear());
    send(from, to, ip, typeOfService, Counter.ICMP, Ipv4.ICMP, 0);
  }

  /**
   * Sends a datagram.
   *
   * @param service nanoseconds that its service took
   */
  void udp(Host from, Peer to, Udp message, long service) {
    message.encode(payload.clear(), from.ip(), to.ip());
    IpFields ip = from.personality().ofUdp();
    send(from, to, ip, 0, Counter.ICMP, Ipv4.UDP, service);
  }

  void tcp(Host from, Peer to, IpFields ip, Counter counter, Tcp segment) {
    segment.encode(payload.clear(), from.ip(), to.ip());
    send(from, to, ip, 0, counter, Ipv4.TCP, 0);
  }

  private void send(
      Host from,
      Peer to,
      IpFields ip,
      int typeOfService,
      Counter counter,
      int protocol,
      long service) {
    int identification = from.personality().identification(counter, time.epochNanos());
    payload.flip();
    int wholeFlags = ip.dontFragment() ? Ipv4.DONT_FRAGMENT : 0;
    boolean whole = payload.limit() <= LARGEST_PAYLOAD;
    for (int offset = 0; offset == 0 || offset < payload.limit(); offset += LARGEST_PAYLOAD) {
      int length = Math.min(LARGEST_PAYLOAD, payload.limit() - offset);
      int partFlags = offset + length < payload.limit() ? Ipv4.MORE_FRAGMENTS : 0;
      Ipv4 packet =
          new Ipv4(
              typeOfService,
              identification,
              whole ? wholeFlags : partFlags,
              offset / FRAGMENT_UNIT,
              ip.timeToLive(),
              protocol,
              from.ip(),
              to.ip(),
              Ipv4.NO_OPTIONS,
              payload.slice(offset, length));
      packet.encode(datagram.clear());
      send(from, to.mark(), to.mac(), Ethernet.IPV4, datagram.flip(), service);
    }
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
