package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.topology.address.MacAddress;

/** Whatever comes, the stack throws nothing, stays within its limits, and goes on answering. */
class FuzzTest {
  private static final Limits SMALL = new Limits(8, 4, 32, 16, 1 << 16, 1 << 15);
  private static final int ROUNDS = 5_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomFrames(long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(Plant.ofEchoes(), SMALL, 0);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] frame = new byte[random.nextInt(random.nextInt(10) == 0 ? 2048 : 200)];
      random.nextBytes(frame);
      put(bench, frame, random);
    }
    assertThat(bench.stack.statistics().framesIn()).isEqualTo(ROUNDS);
    assertStillAnswers(bench);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6, 7})
  void mutatedFrames(long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(Plant.ofEchoes(), SMALL, 0);
    List<byte[]> seeds = seeds();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] frame = seeds.get(random.nextInt(seeds.size())).clone();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(8) == 0 ? random.nextInt(frame.length + 1) : frame.length;
      put(bench, Arrays.copyOf(frame, length), random);
    }
    assertStillAnswers(bench);
  }

  /** Segments that are all well formed, of few connections, in no sensible order. */
  @ParameterizedTest
  @ValueSource(longs = {8, 9, 10, 11})
  void confusedPeers(long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(Plant.ofEchoes(), SMALL, 0);
    int[] initial = new int[4];
    for (int i = 0; i < ROUNDS; i++) {
      int peer = random.nextInt(initial.length);
      int flags = random.nextBoolean() ? Tcp.ACK : random.nextInt(64);
      Tcp segment =
          new Tcp(
              50000 + peer,
              random.nextBoolean() ? 7 : 9,
              100 + random.nextInt(4000) - 5,
              initial[peer] + random.nextInt(3000),
              flags,
              random.nextInt(3) * 700,
              0,
              List.of(),
              ByteBuffer.allocate(random.nextInt(1400)));
      bench.receive(Bench.MARK + peer % 2, segment, Plant.REAL);
      bench
          .takeTcp()
          .filter(sent -> sent.has(Tcp.SYN))
          .ifPresent(sent -> initial[sent.destinationPort() - 50000] = sent.sequence());
      settle(bench, random);
    }
    assertStillAnswers(bench);
  }

  private static void put(Bench bench, byte[] frame, Random random) {
    bench.receive(frame);
    settle(bench, random);
  }

  /** One frame brings few answers, and time may pass. */
  private static void settle(Bench bench, Random random) {
    assertThat(bench.waiting()).isLessThanOrEqualTo(64);
    bench.forgetSent();
    bench.touches.clear();
    bench.time.advance(random.nextInt(100));
    bench.stack.tick();
    bench.forgetSent();
    Statistics now = bench.stack.statistics();
    assertThat(now.connections()).isBetween(0, SMALL.connections());
    assertThat(now.bufferBytes()).isBetween(0, SMALL.bufferBytes());
    assertThat(now.halfOpen()).isBetween(0, Math.min(SMALL.halfOpen() + 1, now.connections()));
  }

  private static void assertStillAnswers(Bench bench) {
    bench.receive(new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.allocate(4)), Plant.REAL);
    assertThat(bench.takeIcmp().map(Icmp::type)).contains(Icmp.ECHO_REPLY);
  }

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    Arp arp = new Arp(Arp.REQUEST, Bench.ASKER_MAC, Bench.ASKER, MacAddress.ZERO, Plant.REAL);
    add(
        seeds,
        Bench.marked(Bench.MARK, MacAddress.BROADCAST, Ethernet.ARP, Bench.bytesOf(arp::encode)));
    Icmp ping = new Icmp(Icmp.ECHO_REQUEST, 0, 7, ByteBuffer.allocate(32));
    add(seeds, Bench.ip(Ipv4.ICMP, Plant.REAL, Bench.bytesOf(ping::encode)));
    Icmp jumbo = new Icmp(Icmp.ECHO_REQUEST, 0, 7, ByteBuffer.allocate(1900));
    add(seeds, Bench.ip(Ipv4.ICMP, Plant.REAL, Bench.bytesOf(jumbo::encode)));
    Udp datagram = new Udp(5000, 7, ByteBuffer.wrap(new byte[] {'a', 'b'}));
    add(
        seeds,
        Bench.ip(
            Ipv4.UDP,
            Plant.REAL,
            Bench.bytesOf(out -> datagram.encode(out, Bench.ASKER, Plant.REAL))));
    List<TcpOption> options =
        List.of(
            new TcpOption.MaximumSegmentSize(1460),
            new TcpOption.SackPermitted(),
            new TcpOption.Timestamps(1, 0),
            new TcpOption.NoOperation(),
            new TcpOption.WindowScale(7));
    for (int flags : new int[] {Tcp.SYN, Tcp.ACK, Tcp.PSH | Tcp.ACK, Tcp.FIN | Tcp.ACK}) {
      Tcp segment = new Tcp(40000, 7, 100, 1, flags, 1024, 0, options, ByteBuffer.allocate(16));
      add(
          seeds,
          Bench.ip(
              Ipv4.TCP,
              Plant.REAL,
              Bench.bytesOf(out -> segment.encode(out, Bench.ASKER, Plant.REAL))));
    }
    return seeds;
  }

  private static void add(List<byte[]> seeds, Ethernet frame) {
    seeds.add(Bench.bytesOf(frame::encode));
  }
}
