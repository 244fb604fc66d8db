package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.wire.Tcp;

/** An attacker with one mark and all the segments he wants, beside one honest peer. */
class FloodTest {
  private static final int ATTACKER = 3002;

  private final ScriptedService service = new ScriptedService();
  private Bench bench = benchWith(Limits.DEFAULT);

  private Bench benchWith(Limits limits) {
    return new Bench(new Plant(new EchoService(), service, PlainPersonality.embedded()), limits, 0);
  }

  private void receive(
      int mark, int port, int flags, int sequence, int ack, int window, int length) {
    Tcp segment =
        new Tcp(port, 7, sequence, ack, flags, window, 0, List.of(), ByteBuffer.allocate(length));
    bench.receive(mark, segment, Plant.REAL);
  }

  private int connect(int mark, int port, int window) {
    receive(mark, port, Tcp.SYN, 100, 0, window, 0);
    int next = bench.takeTcp().orElseThrow().sequence() + 1;
    receive(mark, port, Tcp.ACK, 101, next, window, 0);
    return next;
  }

  private void assertHonestPeerIsServed(int next) {
    bench.forgetSent();
    receive(Bench.MARK, 40000, Tcp.ACK | Tcp.PSH, 101, next, 8192, 10);
    assertThat(bench.takeTcp().orElseThrow().payload().remaining()).isEqualTo(10);
  }

  @Test
  void ofSyns() {
    int honest = connect(Bench.MARK, 40000, 8192);
    for (int i = 0; i < 100_000; i++) {
      receive(ATTACKER, i & 0xffff, Tcp.SYN, i, 0, 1024, 0);
      assertThat(bench.waiting()).isEqualTo(1);
      bench.forgetSent();
      bench.touches.clear();
    }
    assertThat(bench.stack.statistics().halfOpen()).isEqualTo(256);
    assertThat(bench.stack.statistics().connections()).isEqualTo(257);
    assertThat(bench.stack.statistics().evicted()).isZero();
    assertHonestPeerIsServed(honest);
  }

  @Test
  void ofConnectionsThatTakeNoAnswers() {
    int honest = connect(Bench.MARK, 40000, 8192);
    List<Integer> next = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      next.add(connect(ATTACKER, i, 0));
    }
    assertThat(bench.stack.statistics().connections()).isEqualTo(513);
    for (int i = 1488; i < 2000; i++) {
      for (int sent = 0; sent < 28_000; sent += 1400) {
        receive(ATTACKER, i, Tcp.ACK, 101 + sent, next.get(i), 0, 1400);
      }
      bench.forgetSent();
      bench.touches.clear();
    }
    // 512 of them want 14 MB
    assertThat(bench.stack.statistics().bufferBytes()).isBetween(3 << 20, 4 << 20);
    assertHonestPeerIsServed(honest);
  }

  @Test
  void ofConnectionsIsPaidByItsOwnMark() {
    int honest = connect(Bench.MARK, 40000, 8192);
    for (int i = 0; i < 5000; i++) {
      connect(ATTACKER, i, 1024);
    }
    assertThat(bench.stack.statistics().connections()).isEqualTo(513);
    assertThat(bench.stack.statistics().evicted()).isEqualTo(5000 - 512);
    assertHonestPeerIsServed(honest);
  }

  @Test
  void ofAllMarksLeavesEachItsShare() {
    int honest = connect(Bench.MARK, 40000, 8192);
    for (int mark = ATTACKER; mark < ATTACKER + 20; mark++) {
      for (int i = 0; i < 600; i++) {
        connect(mark, i, 1024);
      }
    }
    assertThat(bench.stack.statistics().connections()).isEqualTo(4096);
    assertHonestPeerIsServed(honest);
  }

  /** The table is full before the attacker has as many as another mark. */
  @Test
  void ofConnectionsIsPaidByItsOwnMarkEvenIfAnotherHasMore() {
    bench = benchWith(new Limits(8, 8, 96, 64, 1 << 20, 1 << 20));
    for (int i = 0; i < 60; i++) {
      connect(Bench.MARK, 39_941 + i, 8192);
    }
    for (int i = 0; i < 200; i++) {
      connect(ATTACKER, i, 1024);
    }
    assertThat(bench.stack.statistics().connections()).isEqualTo(96);
    for (int i = 0; i < 60; i++) {
      receive(Bench.MARK, 39_941 + i, Tcp.RST, 101, 0, 0, 0);
    }
    assertThat(bench.stack.statistics().connections()).isEqualTo(36);
  }
}
