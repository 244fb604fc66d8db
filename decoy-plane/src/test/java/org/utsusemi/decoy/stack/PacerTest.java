package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;

class PacerTest {
  private static final long MS = 1_000_000;

  private final Plant plant = Plant.ofEchoes();
  private final Bench bench = new Bench(plant);

  private static Udp datagram() {
    return new Udp(40_000, 7, ByteBuffer.wrap(new byte[] {'a'}));
  }

  @Test
  void aDatagramIsAnsweredAfterServiceAndHost() {
    plant.behave(
        new Manners(
            Optional.of(new Latency(30 * MS, 30 * MS)), OptionalInt.empty(), Optional.empty()));
    plant.takeItsTime(new Latency(20 * MS, 20 * MS));
    bench.receive(datagram(), Plant.REAL);
    bench.runUntil(49);
    assertThat(bench.waiting()).isZero();
    bench.runUntil(50);
    assertThat(bench.waiting()).isOne();
  }

  @Test
  void aSlowServiceDoesNotHoldUpItsHost() {
    plant.behave(
        new Manners(
            Optional.of(new Latency(30 * MS, 30 * MS)), OptionalInt.empty(), Optional.empty()));
    bench.receive(datagram(), Plant.REAL);
    bench.receive(new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.allocate(0)), Plant.REAL);
    assertThat(bench.takeIcmp()).isPresent();
    bench.runUntil(30);
    assertThat(bench.waiting()).isOne();
  }

  @Test
  void norAHostThatTakesItsTimeItself() {
    plant.behave(
        new Manners(
            Optional.of(new Latency(3000 * MS, 3000 * MS)), OptionalInt.empty(), Optional.empty()));
    plant.takeItsTime(new Latency(5 * MS, 5 * MS));
    bench.receive(datagram(), Plant.REAL);
    bench.receive(new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.allocate(0)), Plant.REAL);
    bench.runUntil(5);
    assertThat(bench.takeIcmp()).isPresent();
    bench.runUntil(4000);
    assertThat(bench.waiting()).isOne();
    assertThat(bench.time.millis()).isEqualTo(3005);
  }

  @Test
  void whatWaitsIsBounded() {
    plant.takeItsTime(new Latency(20 * MS, 20 * MS));
    for (int port = 1; port <= 5000; port++) {
      Tcp syn = new Tcp(port, 88, 1, 0, Tcp.SYN, 1024, 0, List.of(), ByteBuffer.allocate(0));
      bench.receive(Bench.MARK, syn, Plant.REAL);
    }
    assertThat(bench.waiting()).isEqualTo(5000 - 4096);
    bench.forgetSent();
    bench.runUntil(20);
    assertThat(bench.waiting()).isEqualTo(4096);
  }
}
