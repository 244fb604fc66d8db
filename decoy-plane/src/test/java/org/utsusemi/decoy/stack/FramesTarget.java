package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.event.BenignNoise;
import org.utsusemi.decoy.event.TouchGatherer;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.topology.address.MacAddress;

/**
 * The whole stack with one frame as it comes, its touches gathered as in the program. The stack
 * lives on from one input to the next, so that what piles up shows.
 */
public final class FramesTarget implements Target {
  private static final Limits SMALL = new Limits(8, 4, 32, 16, 1 << 16, 1 << 15);

  /** What one frame may bring at most: answers, never an amplification worth the name. */
  private static final int MOST_ANSWERS = 64;

  private final Bench bench = new Bench(Plant.ofEchoes(), SMALL, 0);
  private final TouchGatherer touches = new TouchGatherer(new BenignNoise());

  @Override
  public void take(byte[] frame) {
    bench.receive(frame);
    settle(bench, touches);
  }

  /** After what an input did. */
  static void settle(Bench bench, TouchGatherer touches) {
    check("answers", bench.waiting(), MOST_ANSWERS);
    bench.forgetSent();
    bench.touches.forEach(touches::accept);
    bench.touches.clear();
    bench.time.advance(50);
    touches.drain(bench.time.instant());
    bench.stack.tick();
    check("retransmissions", bench.waiting(), MOST_ANSWERS);
    bench.forgetSent();
    Statistics now = bench.stack.statistics();
    check("connections", now.connections(), SMALL.connections());
    check("half-open connections", now.halfOpen(), SMALL.halfOpen() + 1);
    check("bytes in buffers", now.bufferBytes(), SMALL.bufferBytes());
  }

  private static void check(String what, int is, int most) {
    if (is < 0 || is > most) {
      throw new AssertionError(what + ": " + is + ", and " + most + " are allowed");
    }
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    Arp arp = new Arp(Arp.REQUEST, Bench.ASKER_MAC, Bench.ASKER, MacAddress.ZERO, Plant.REAL);
    add(
        seeds,
        Bench.marked(Bench.MARK, MacAddress.BROADCAST, Ethernet.ARP, Bench.bytesOf(arp::encode)));
    Icmp ping = new Icmp(Icmp.ECHO_REQUEST, 0, 7, ByteBuffer.allocate(32));
    add(seeds, Bench.ip(Ipv4.ICMP, Plant.REAL, Bench.bytesOf(ping::encode)));
    Udp datagram = new Udp(5000, 7, ByteBuffer.wrap(new byte[] {'a', 'b'}));
    byte[] udp = Bench.bytesOf(out -> datagram.encode(out, Bench.ASKER, Plant.REAL));
    add(seeds, Bench.ip(Ipv4.UDP, Plant.REAL, udp));
    List<TcpOption> options =
        List.of(
            new TcpOption.MaximumSegmentSize(1460),
            new TcpOption.SackPermitted(),
            new TcpOption.Timestamps(1, 0),
            new TcpOption.NoOperation(),
            new TcpOption.WindowScale(7));
    for (int port : new int[] {7, 10, Plant.FILTERED}) {
      for (int flags : new int[] {Tcp.SYN, Tcp.ACK, 0, Tcp.FIN | Tcp.PSH | Tcp.URG}) {
        Tcp segment = new Tcp(40000, port, 100, 1, flags, 1024, 0, options, ByteBuffer.allocate(3));
        byte[] tcp = Bench.bytesOf(out -> segment.encode(out, Bench.ASKER, Plant.REAL));
        add(seeds, Bench.ip(Ipv4.TCP, Plant.REAL, tcp));
      }
    }
    byte[] neighbours = new byte[72];
    neighbours[0] = 0x60;
    neighbours[6] = 58;
    neighbours[40] = (byte) 135;
    add(seeds, Bench.marked(Bench.MARK, MacAddress.parse("33:33:ff:00:00:01"), 0x86dd, neighbours));
    seeds.add(
        Bench.bytesOf(
            new Ethernet(
                    MacAddress.BROADCAST,
                    Bench.ASKER_MAC,
                    Optional.empty(),
                    Optional.empty(),
                    Ethernet.ARP,
                    ByteBuffer.wrap(Bench.bytesOf(arp::encode)))
                ::encode));
    return seeds;
  }

  private static void add(List<byte[]> seeds, Ethernet frame) {
    seeds.add(Bench.bytesOf(frame::encode));
  }
}
