package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers that others must not foretell. */
class NumbersTest {
  private final FakeTime time = new FakeTime(0);

  private static TcpKey key(int peerPort) {
    return new TcpKey(Bench.ASKER, peerPort, Plant.REAL, 502);
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
