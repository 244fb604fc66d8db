package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.utsusemi.decoy.link.MemoryLink;
import org.utsusemi.decoy.plane.Views;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.RealDevice;

/** A machine whose frames are steered to a memory link; it speaks one TCP connection at a time. */
final class Intruder {
  private static final int PORT = 40_000;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final MemoryLink link;
  private final int mark;
  private final boolean tagged;
  private final MacAddress mac;
  private final Ipv4Address ip;
  private int framesSeen;
  private RealDevice server;
  private int serverPort;
  private int sequence = 1000;
  private int acknowledged;

  private Intruder(MemoryLink link, int mark, MacAddress mac, Ipv4Address ip, boolean tagged) {
    this.link = link;
    this.mark = mark;
    this.tagged = tagged;
    this.mac = mac;
    this.ip = ip;
  }

  static Intruder rogue(MemoryLink link) {
    return rogue(link, 3080, true);
  }

  /** One whose frames no switch has marked. */
  static Intruder unmarked(MemoryLink link) {
    return rogue(link, 0, false);
  }

  /** One whose frames bear a tag that names no VLAN. */
  static Intruder prioritized(MemoryLink link) {
    return rogue(link, 0, true);
  }

  private static Intruder rogue(MemoryLink link, int mark, boolean tagged) {
    return new Intruder(
        link, mark, MacAddress.parse("02:00:00:00:00:66"), Ipv4Address.parse("10.20.1.66"), tagged);
  }

  static Intruder as(MemoryLink link, RealDevice device) {
    return new Intruder(link, Views.markOf(device), device.mac(), device.ip(), true);
  }

  int mark() {
    return mark;
  }

  MacAddress mac() {
    return mac;
  }

  void asks(Ipv4Address whom) {
    arp(whom);
  }

  void announcesItself() {
    arp(ip);
  }

  private void arp(Ipv4Address whom) {
    Arp request = new Arp(Arp.REQUEST, mac, ip, MacAddress.ZERO, whom);
    frame(MacAddress.BROADCAST, Ethernet.ARP, bytes(request::encode));
  }

  void saysLldp() {
    frame(MacAddress.parse("01:80:c2:00:00:0e"), 0x88cc, new byte[46]);
  }

  void pings(RealDevice whom) {
    Icmp echo = new Icmp(Icmp.ECHO_REQUEST, 0, 0x00010001, ByteBuffer.wrap(new byte[] {1, 2}));
    packet(whom, Ipv4.ICMP, bytes(echo::encode));
  }

  /** Sends a SYN. */
  void opens(RealDevice whom, int port) {
    server = whom;
    serverPort = port;
    segment(Tcp.SYN, new byte[0]);
    sequence++;
  }

  /** Opens a connection and completes the handshake. */
  void connects(RealDevice whom, int port) {
    opens(whom, port);
    Tcp answer = nextSegment();
    assertThat(answer.has(Tcp.SYN | Tcp.ACK)).isTrue();
    acknowledged = answer.sequence() + 1;
    segment(Tcp.ACK, new byte[0]);
  }

  void sends(String hex) {
    byte[] data = HexFormat.of().parseHex(hex);
    segment(Tcp.ACK | Tcp.PSH, data);
    sequence += data.length;
  }

  /** The next bytes that come, as hex. */
  String hears() {
    while (true) {
      Tcp segment = nextSegment();
      if (segment.payload().hasRemaining()) {
        byte[] data = new byte[segment.payload().remaining()];
        segment.payload().get(segment.payload().position(), data);
        return HexFormat.of().formatHex(data);
      }
    }
  }

  void segment(int flags, byte[] data) {
    Tcp segment =
        new Tcp(
            PORT,
            serverPort,
            sequence,
            (flags & Tcp.ACK) == 0 ? 0 : acknowledged,
            flags,
            8192,
            0,
            List.of(),
            ByteBuffer.wrap(data));
    packet(server, Ipv4.TCP, bytes(out -> segment.encode(out, ip, server.ip())));
  }

  private void packet(RealDevice to, int protocol, byte[] payload) {
    Ipv4 packet = Ipv4.of(1, 0, 64, protocol, ip, to.ip(), ByteBuffer.wrap(payload));
    frame(to.mac(), Ethernet.IPV4, bytes(packet::encode));
  }

  private void frame(MacAddress to, int type, byte[] payload) {
    Optional<VlanTag> tag = tagged ? Optional.of(new VlanTag(3, false, mark)) : Optional.empty();
    Ethernet frame = new Ethernet(to, mac, tag, Optional.empty(), type, ByteBuffer.wrap(payload));
    link.deliver(bytes(frame::encode));
  }

  Tcp nextSegment() {
    return Tcp.decode(nextPacket().payload()).orElseThrow();
  }

  Ipv4 nextPacket() {
    return Ipv4.decode(nextFrame().payload()).orElseThrow();
  }

  /** The next frame that the decoy plane sends, to whomever. */
  Ethernet nextFrame() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (link.sent().size() <= framesSeen) {
      assertThat(System.nanoTime()).as("nothing came").isLessThan(deadline);
      Thread.onSpinWait();
    }
    return Ethernet.decode(ByteBuffer.wrap(link.sent().get(framesSeen++))).orElseThrow();
  }

  private static byte[] bytes(Consumer<ByteBuffer> encoder) {
    ByteBuffer out = ByteBuffer.allocate(2048);
    encoder.accept(out);
    return Arrays.copyOf(out.array(), out.position());
  }
}
