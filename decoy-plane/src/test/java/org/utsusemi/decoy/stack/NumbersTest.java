package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;

/** Numbers that others must not foretell. */
class NumbersTest {
  private final FakeTime time = new FakeTime(0);

  private static TcpKey key(int peerPort) {
    return new TcpKey(Bench.ASKER, peerPort, Plant.REAL, 502);
  }

  /** RFC 6528 §3: a clock of 4 µs for each connection, and no relation between two of them. */
  @Test
  void initialSequenceNumbers() {
    InitialSequence sequence = new InitialSequence(SipHash.keyedBy(new Random(1)), time);
    InitialSequence other = new InitialSequence(SipHash.keyedBy(new Random(2)), time);
    int first = sequence.of(key(1));
    assertThat(other.of(key(1))).isNotEqualTo(first);
    time.advance(1);
    assertThat(sequence.of(key(1)) - first).isEqualTo(250);

    Set<Integer> steps = new HashSet<>();
    for (int port = 1; port < 1000; port++) {
      steps.add(sequence.of(key(port + 1)) - sequence.of(key(port)));
    }
    assertThat(steps).hasSizeGreaterThan(990);
  }

  @Test
  void eachHostCountsItsDatagramsFromElsewhere() {
    IpIdentifications numbers = new IpIdentifications(SipHash.keyedBy(new Random(1)));
    int first = numbers.next(Plant.REAL);
    int second = numbers.next(Plant.CLONE);
    assertThat(numbers.next(Plant.REAL)).isEqualTo(first + 1 & 0xffff);
    assertThat(numbers.next(Plant.CLONE)).isEqualTo(second + 1 & 0xffff);
    assertThat(Math.abs(first - second)).isGreaterThan(2);
    for (int i = 0; i < 70_000; i++) {
      assertThat(numbers.next(new Ipv4Address(7))).isBetween(0, 0xffff);
    }
  }

  @Test
  void aCookieCarriesTheSegmentSizeItWasMadeFor() {
    SynCookies cookies = new SynCookies(SipHash.keyedBy(new Random(1)), time);
    for (int size : new int[] {64, 256, 536, 1024, 1220, 1380, 1440, 1460}) {
      assertThat(cookies.check(key(5), 99, cookies.make(key(5), 99, size))).hasValue(size);
      assertThat(cookies.check(key(5), 99, cookies.make(key(5), 99, size + 1))).hasValue(size);
    }
  }

  /** Two with one key: what the one makes now, the other has not made for long. */
  @Test
  void noCookieIsTakenWhileNoneAreMade() {
    SynCookies baker = new SynCookies(SipHash.keyedBy(new Random(1)), time);
    SynCookies idle = new SynCookies(SipHash.keyedBy(new Random(1)), time);
    assertThat(idle.check(key(5), 99, baker.make(key(5), 99, 536))).isEmpty();

    idle.make(key(5), 99, 536);
    assertThat(idle.check(key(5), 99, baker.make(key(5), 99, 536))).hasValue(536);
    time.advance(128_001);
    assertThat(idle.check(key(5), 99, baker.make(key(5), 99, 536))).isEmpty();
  }
}
