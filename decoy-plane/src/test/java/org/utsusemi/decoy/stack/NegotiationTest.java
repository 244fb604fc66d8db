package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** Window scales and timestamps (RFC 7323) of a host that has both. */
class NegotiationTest {
  private static final String HOST =
      "SEQ(SP=100%GCD=1%ISR=108%TI=Z%CI=I%II=I%TS=A)"
          + "OPS(O1=M5B4ST11NW7%O2=M5B4ST11NW7%O3=M5B4NNT11NW7%O4=M5B4ST11NW7%O5=M5B4ST11NW7"
          + "%O6=M5B4ST11)WIN(W1=7120%W2=7120%W3=7120%W4=7120%W5=7120%W6=7120)"
          + "ECN(R=Y%DF=Y%T=40%W=7210%O=M5B4NNSNW7%CC=Y%Q=)T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)";
  private static final List<TcpOption> ALL =
      List.of(
          new TcpOption.MaximumSegmentSize(1460),
          new TcpOption.SackPermitted(),
          new TcpOption.Timestamps(5000, 0),
          new TcpOption.NoOperation(),
          new TcpOption.WindowScale(3));

  private Bench bench = bench(Limits.DEFAULT);

  private static Bench bench(Limits limits) {
    return new Bench(
        new Plant(new EchoService(), new EchoService(), PlainPersonality.of(HOST)), limits, 0);
  }

  private Tcp ask(
      int flags, int sequence, int acknowledged, int window, List<TcpOption> options, int length) {
    bench.receive(
        Bench.MARK,
        new Tcp(
            40_000,
            7,
            sequence,
            acknowledged,
            flags,
            window,
            0,
            options,
            ByteBuffer.allocate(length)),
        Plant.REAL);
    Tcp answer = bench.takeTcp().orElse(null);
    bench.forgetSent();
    return answer;
  }

  private static TcpOption.Timestamps times(Tcp segment) {
    return segment.options().stream()
        .filter(TcpOption.Timestamps.class::isInstance)
        .map(TcpOption.Timestamps.class::cast)
        .findFirst()
        .orElse(null);
  }

  private static List<TcpOption> timestamps(int value, int echo) {
    return List.of(
        new TcpOption.NoOperation(),
        new TcpOption.NoOperation(),
        new TcpOption.Timestamps(value, echo));
  }

  @Test
  void bothAreKeptTo() {
    Tcp synAck = ask(Tcp.SYN, 100, 0, 64_240, ALL, 0);
    assertThat(synAck.window()).isEqualTo(0x7120);
    assertThat(synAck.options()).contains(new TcpOption.WindowScale(7));
    assertThat(times(synAck).echo()).isEqualTo(5000);

    bench.time.advance(500);
    int next = synAck.sequence() + 1;
    List<TcpOption> options = timestamps(5500, times(synAck).value());
    ask(Tcp.ACK, 101, next, 1000, options, 0);
    Tcp answer = ask(Tcp.ACK | Tcp.PSH, 101, next, 1000, options, 100);
    assertThat(answer.payload().remaining()).isEqualTo(100);
    assertThat(times(answer).echo()).isEqualTo(5500);
    assertThat(times(answer).value() - times(synAck).value()).isEqualTo(500);
    assertThat(answer.window()).isBetween((0x7120 - 100) >> 7, scaled(0x7120));
  }

  @Test
  void thePeersWindowIsShifted() {
    Tcp synAck = ask(Tcp.SYN, 100, 0, 64_240, ALL, 0);
    int next = synAck.sequence() + 1;
    List<TcpOption> options = timestamps(5500, times(synAck).value());
    ask(Tcp.ACK, 101, next, 50, options, 0);
    // 50 << 3 bytes and no more
    assertThat(ask(Tcp.ACK | Tcp.PSH, 101, next, 50, options, 1000).payload().remaining())
        .isEqualTo(400);
  }

  @Test
  void whatThePeerDoesNotOfferIsNotUsed() {
    Tcp synAck = ask(Tcp.SYN, 100, 0, 64_240, List.of(new TcpOption.MaximumSegmentSize(1460)), 0);
    assertThat(synAck.options()).containsExactly(new TcpOption.MaximumSegmentSize(1460));
    int next = synAck.sequence() + 1;
    ask(Tcp.ACK, 101, next, 1000, List.of(), 0);
    Tcp answer = ask(Tcp.ACK | Tcp.PSH, 101, next, 1000, List.of(), 10);
    assertThat(answer.options()).isEmpty();
    assertThat(answer.window()).isGreaterThan(0x7000);
  }

  /** One half-open connection is all there is room for, and somebody else has it. */
  @Test
  void aCookieRemembersThem() {
    bench = bench(new Limits(1, 1, 64, 64, 1 << 20, 1 << 20));
    bench.receive(
        Bench.MARK,
        new Tcp(1, 7, 1, 0, Tcp.SYN, 1, 0, List.of(), ByteBuffer.allocate(0)),
        Plant.REAL);
    bench.forgetSent();

    Tcp synAck = ask(Tcp.SYN, 100, 0, 64_240, ALL, 0);
    assertThat(bench.stack.statistics().cookies()).isEqualTo(1);
    assertThat(synAck.window()).isEqualTo(0x7120);
    assertThat(synAck.options()).contains(new TcpOption.WindowScale(7));
    int next = synAck.sequence() + 1;
    bench.time.advance(20);
    List<TcpOption> options = timestamps(5020, times(synAck).value());
    ask(Tcp.ACK, 101, next, 50, options, 0);
    Tcp answer = ask(Tcp.ACK | Tcp.PSH, 101, next, 50, options, 1000);
    assertThat(answer.payload().remaining()).isEqualTo(400);
    assertThat(answer.window()).isBetween(0x7120 - 1000 >> 7, scaled(0x7120 + 1000));
    assertThat(times(answer).echo()).isEqualTo(5020);
    assertThat(times(answer).value() - times(synAck).value()).isBetween(0, 40);
  }

  /** As the header carries it: a part of a unit counts as one, as Linux has it. */
  private static int scaled(int window) {
    return (window + 127) >> 7;
  }
}
