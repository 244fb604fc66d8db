package org.utsusemi.decoy.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.clone.SeriesFit.Fit;
import org.utsusemi.decoy.clone.SeriesFit.Sample;

class SeriesFitTest {
  /** A value read every 200 ms for a minute. */
  private static List<Sample> read(DoubleUnaryOperator ofSeconds) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      samples.add(new Sample(i * 200_000_000L, Math.rint(ofSeconds.applyAsDouble(i * 0.2))));
    }
    return samples;
  }

  @Test
  void whatStaysDoesNotMove() {
    assertThat(SeriesFit.of(read(t -> 5), true)).isEmpty();
  }

  @Test
  void aCounter() {
    Fit fit = SeriesFit.of(read(t -> 40 + Math.floor(t * 2)), true).orElseThrow();
    assertThat(fit.kind()).isEqualTo("count");
    assertThat(fit.number()).isEqualTo(1);
    assertThat(fit.every()).isBetween(Duration.ofMillis(480), Duration.ofMillis(520));
  }

  @Test
  void anHourBetweenTwoCapturesIsNoMovement() {
    List<Sample> both = new ArrayList<>(read(t -> Math.floor(t * 2)));
    read(t -> 7200 + Math.floor(t * 2)).stream()
        .limit(100)
        .forEach(s -> both.add(new Sample(s.nanos() + 3_600_000_000_000L, s.value())));
    Fit fit = SeriesFit.of(both, true).orElseThrow();
    assertThat(fit.kind()).isEqualTo("count");
    assertThat(fit.every()).isBetween(Duration.ofMillis(480), Duration.ofMillis(520));
  }

  @Test
  void aSetPoint() {
    Fit fit = SeriesFit.of(read(t -> t < 20 ? 20 : t < 45 ? 25 : 22), true).orElseThrow();
    assertThat(fit.kind()).isEqualTo("steps");
    assertThat(fit.levels()).containsExactly(20.0, 22.0, 25.0);
  }

  @Test
  void aWave() {
    Fit fit =
        SeriesFit.of(read(t -> 500 + 300 * Math.sin(t / 10 * 2 * Math.PI)), true).orElseThrow();
    assertThat(fit.kind()).isEqualTo("wave");
    assertThat(fit.number()).isBetween(9.0, 11.0);
    assertThat(fit.low()).isBetween(200.0, 205.0);
  }

  @Test
  void aWalk() {
    Random random = new Random(1);
    double[] level = {500};
    Fit fit = SeriesFit.of(read(t -> level[0] += random.nextInt(11) - 5), true).orElseThrow();
    assertThat(fit.kind()).isEqualTo("walk");
    assertThat(fit.number()).isEqualTo(5);
    assertThat(fit.low()).isLessThan(fit.high());
  }
}
