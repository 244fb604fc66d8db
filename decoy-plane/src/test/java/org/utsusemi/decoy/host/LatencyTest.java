package org.utsusemi.decoy.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final long MS = 1_000_000;

  @Test
  void whatIsDrawnHasItsMedianAndItsTail() {
    Latency latency = new Latency(2 * MS, 8 * MS);
    Random random = new Random(7);
    long[] drawn =
        LongStream.generate(() -> latency.draw(random)).limit(100_000).sorted().toArray();
    assertThat(drawn[50_000] / 1e6).isCloseTo(2, within(0.05));
    assertThat(drawn[99_000] / 1e6).isCloseTo(8, within(0.5));
    assertThat(drawn[0]).isPositive();
    assertThat(drawn[99_999]).isLessThanOrEqualTo(24 * MS);
  }

  @Test
  void withoutSpreadItIsAlwaysTheSame() {
    Latency latency = new Latency(5 * MS, 5 * MS);
    Random random = new Random(7);
    assertThat(LongStream.generate(() -> latency.draw(random)).limit(100)).containsOnly(5 * MS);
  }

  @Test
  void aTailBelowTheMedianIsNone() {
    assertThatThrownBy(() -> new Latency(2, 1)).hasMessageContaining("median 2 ns, p99 1 ns");
    assertThatThrownBy(() -> new Latency(0, 1)).hasMessageContaining("median 0 ns");
  }
}
