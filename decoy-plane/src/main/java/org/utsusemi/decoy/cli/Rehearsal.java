package org.utsusemi.decoy.cli;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.utsusemi.decoy.plane.WorldDirectory;
import org.utsusemi.decoy.stack.Limits;
import org.utsusemi.decoy.stack.Stack;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/**
 * Goes once through what an intruder does first, with a stack of its own and nobody to hear it. A
 * Java program loads its classes when it first needs them: without this, the first answer after a
 * start takes many times as long as the second, as it does with no device.
 */
final class Rehearsal {
  private static final int MARK = 65;
  private static final int PORT = 502;
  private static final byte[] READ_ONE_REGISTER = {0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1};
  private static final MacAddress ASKER_MAC = new MacAddress(0x02_00_00_00_00_01L);
  private static final Ipv4Address ASKER = Ipv4Address.parse("192.0.2.1");
  private static final RealDevice DEVICE =
      new RealDevice(
          "device",
          new MacAddress(0x02_00_00_00_00_02L),
          Ipv4Address.parse("192.0.2.2"),
          new PortRef("switch", 2),
          "");

  private final List<byte[]> sent = new ArrayList<>();
  private final Stack stack;

  private Rehearsal() {
    WorldDirectory directory = new WorldDirectory(InstantSource.system());
    directory.replace(world());
    stack =
        new Stack(
            directory,
            touch -> {},
            (frame, length) -> sent.add(Arrays.copyOf(frame, length)),
            TimeSource.SYSTEM,
            new Random(),
            Limits.DEFAULT);
  }

  /**
   * Goes through it.
   *
   * @return how many frames were answered: to ARP, to a ping, to a SYN, and to a request with what
   *     acknowledges it
   */
  static int run() {
    Rehearsal rehearsal = new Rehearsal();
    rehearsal.arp();
    rehearsal.ping();
    rehearsal.request();
    rehearsal.stack.tick();
    return rehearsal.sent.size();
  }

  private static WorldView world() {
    return new WorldView(
        1,
        "",
        "",
        OutOfState.REFUSE,
        List.of(DEVICE),
        List.of(new PlaneConduit("", "nobody", DEVICE.name(), "tcp", NumberRange.of(PORT), true)),
        List.of(new MarkBlock("switch", 64, 64)),
        List.of(),
        new byte[32],
        Map.of());
  }

  private void arp() {
    Arp request = new Arp(Arp.REQUEST, ASKER_MAC, ASKER, MacAddress.ZERO, DEVICE.ip());
    frame(MacAddress.BROADCAST, Ethernet.ARP, bytes(request::encode));
  }

  private void ping() {
    Icmp echo = new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.allocate(0));
    packet(Ipv4.ICMP, bytes(echo::encode));
  }

  private void request() {
    segment(Tcp.SYN, 1, 0, new byte[0]);
    Tcp answer =
        Ethernet.decode(ByteBuffer.wrap(sent.get(sent.size() - 1)))
            .flatMap(frame -> Ipv4.decode(frame.payload()))
            .flatMap(packet -> Tcp.decode(packet.payload()))
            .orElseThrow();
    segment(Tcp.ACK, 2, answer.sequence() + 1, READ_ONE_REGISTER);
  }

  private void segment(int flags, int sequence, int acknowledged, byte[] data) {
    Tcp segment =
        new Tcp(
            40_000, PORT, sequence, acknowledged, flags, 8192, 0, List.of(), ByteBuffer.wrap(data));
    packet(Ipv4.TCP, bytes(out -> segment.encode(out, ASKER, DEVICE.ip())));
  }

  private void packet(int protocol, byte[] payload) {
    Ipv4 packet = Ipv4.of(1, 0, 64, protocol, ASKER, DEVICE.ip(), ByteBuffer.wrap(payload));
    frame(DEVICE.mac(), Ethernet.IPV4, bytes(packet::encode));
  }

  private void frame(MacAddress to, int type, byte[] payload) {
    Ethernet frame =
        new Ethernet(
            to,
            ASKER_MAC,
            Optional.of(new VlanTag(0, false, MARK)),
            Optional.empty(),
            type,
            ByteBuffer.wrap(payload));
    byte[] bytes = bytes(frame::encode);
    stack.frame(bytes, bytes.length);
  }

  private static byte[] bytes(Consumer<ByteBuffer> encoder) {
    ByteBuffer out = ByteBuffer.allocate(Ethernet.LARGEST);
    encoder.accept(out);
    return Arrays.copyOf(out.array(), out.position());
  }
}
