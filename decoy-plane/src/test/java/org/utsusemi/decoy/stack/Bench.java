package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/** A stack with a clock to turn, frames to put in, and frames and touches to look at. */
final class Bench {
  static final int MARK = 3001;
  static final MacAddress ASKER_MAC = MacAddress.parse("02:00:00:00:00:99");
  static final Ipv4Address ASKER = Ipv4Address.parse("10.0.0.99");

  final FakeTime time;
  final Stack stack;
  final List<Touch> touches = new ArrayList<>();
  private final Deque<byte[]> sent = new ArrayDeque<>();

  Bench(Plant plant, Limits limits, long timeBase) {
    this(plant, limits, timeBase, true);
  }

  Bench(Plant plant, Limits limits, long timeBase, boolean hasShortcut) {
    time = new FakeTime(timeBase);
    // the same keys each time, so that a test can repeat what it saw
    stack = new Stack(plant, touches::add, this::keep, time, new Random(1), limits, hasShortcut);
  }

  Bench(Plant plant) {
    this(plant, Limits.DEFAULT, 0);
  }

  private void keep(byte[] frame, int length) {
    byte[] copy = new byte[length];
    System.arraycopy(frame, 0, copy, 0, length);
    sent.add(copy);
  }

  void receive(byte[] frame) {
    stack.frame(frame, frame.length);
  }

  void receive(Ethernet frame) {
    receive(bytesOf(frame::encode));
  }

  void receive(Arp packet, MacAddress to) {
    receive(marked(MARK, to, Ethernet.ARP, bytesOf(packet::encode)));
  }

  void receive(Icmp message, Ipv4Address to) {
    receive(ip(Ipv4.ICMP, to, bytesOf(message::encode)));
  }

  void receive(Udp datagram, Ipv4Address to) {
    receive(ip(Ipv4.UDP, to, bytesOf(out -> datagram.encode(out, ASKER, to))));
  }

  void receive(int mark, Tcp segment, Ipv4Address to) {
    Ipv4 packet =
        Ipv4.of(1, 0, 64, Ipv4.TCP, ASKER, to, wrapped(out -> segment.encode(out, ASKER, to)));
    receive(marked(mark, macOf(to), Ethernet.IPV4, bytesOf(packet::encode)));
  }

  /** A frame of the asker to a host, with the usual mark. */
  static Ethernet ip(int protocol, Ipv4Address to, byte[] payload) {
    Ipv4 packet = Ipv4.of(1, 0, 64, protocol, ASKER, to, ByteBuffer.wrap(payload));
    return marked(MARK, macOf(to), Ethernet.IPV4, bytesOf(packet::encode));
  }

  static Ethernet marked(int mark, MacAddress to, int type, byte[] payload) {
    return new Ethernet(
        to,
        ASKER_MAC,
        Optional.of(new VlanTag(3, false, mark)),
        Optional.empty(),
        type,
        ByteBuffer.wrap(payload));
  }

  static MacAddress macOf(Ipv4Address host) {
    return Plant.mac(host.bits() & 0xff);
  }

  static byte[] bytesOf(Consumer<ByteBuffer> encoder) {
    return bytesOf(2048, encoder);
  }

  static byte[] bytesOf(int most, Consumer<ByteBuffer> encoder) {
    ByteBuffer out = ByteBuffer.allocate(most);
    encoder.accept(out);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static ByteBuffer wrapped(Consumer<ByteBuffer> encoder) {
    return ByteBuffer.wrap(bytesOf(encoder));
  }

  /** Lets time pass in steps of the timer until it is {@code millis}, or something is sent. */
  void runUntil(long millis) {
    while (time.millis() < millis && sent.isEmpty()) {
      time.advance(Math.min(10, millis - time.millis()));
      stack.tick();
    }
  }

  /** The oldest frame that was sent and not taken yet. */
  Optional<Ethernet> takeFrame() {
    return Optional.ofNullable(sent.poll())
        .map(bytes -> Ethernet.decode(ByteBuffer.wrap(bytes)).orElseThrow());
  }

  Optional<Ipv4> takePacket() {
    return takeFrame().map(frame -> Ipv4.decode(frame.payload()).orElseThrow());
  }

  Optional<Icmp> takeIcmp() {
    return takePacket().map(packet -> Icmp.decode(packet.payload()).orElseThrow());
  }

  Optional<Tcp> takeTcp() {
    return takePacket().map(packet -> Tcp.decode(packet.payload()).orElseThrow());
  }

  Optional<byte[]> takeBytes() {
    return Optional.ofNullable(sent.poll());
  }

  int waiting() {
    return sent.size();
  }

  void forgetSent() {
    sent.clear();
  }
}
