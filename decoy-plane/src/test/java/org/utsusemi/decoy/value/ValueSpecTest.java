package org.utsusemi.decoy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSpecTest {
  private static final long SECOND = 1000;
  private static final long TODAY = 1_800_000_000_000L;
  private static final ValueSpec LEVEL =
      moving(ValueType.FLOAT64, 0.2, 4.8, new Motion.Walk(0.01, Duration.ofSeconds(1)));

  private static ValueSpec moving(ValueType type, double low, double high, Motion motion) {
    return new ValueSpec(
        type,
        type.width(),
        Optional.empty(),
        Optional.of(new ValueSpec.Range(low, high)),
        motion,
        false);
  }

  private static double number(byte[] float64) {
    return ByteBuffer.wrap(float64).getDouble();
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, 1, 01",
    "INT16, -2, fffe",
    "UINT16, 65535, ffff",
    "INT32, -2147483648, 80000000",
    "UINT32, 4294967295, ffffffff",
    "FLOAT32, 1.5, 3fc00000",
    "FLOAT64, -2, c000000000000000"
  })
  void aConstantIsItsTypesBytesBigEndian(ValueType type, double number, String hex) {
    assertThat(ValueSpec.constant(type, number, false).at(1, TODAY))
        .isEqualTo(HexFormat.of().parseHex(hex));
  }

  @Test
  void aTextIsPaddedToItsLength() {
    ValueSpec text =
        new ValueSpec(
            ValueType.STRING,
            4,
            Optional.of(new ValueSpec.Start(0, "ab")),
            Optional.empty(),
            new Motion.Still(),
            false);
    assertThat(text.at(1, TODAY)).isEqualTo(new byte[] {'a', 'b', 0, 0});
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
  void aWalkStaysInItsRangeAndNeverTakesALongerStep(long seed) {
    double before = number(LEVEL.at(seed, TODAY));
    Set<Double> seen = new HashSet<>();
    for (int i = 1; i < 20_000; i++) {
      double now = number(LEVEL.at(seed, TODAY + i * SECOND));
      assertThat(now).isBetween(0.2, 4.8);
      assertThat(Math.abs(now - before)).isLessThanOrEqualTo(0.01 + 1e-12);
      seen.add(now);
      before = now;
    }
    assertThat(seen).hasSizeGreaterThan(19_000);
  }

  @Test
  void aWalkGetsAroundInADay() {
    double low = 5;
    double high = 0;
    for (int i = 0; i < 86_400; i += 60) {
      double now = number(LEVEL.at(42, TODAY + i * SECOND));
      low = Math.min(low, now);
      high = Math.max(high, now);
    }
    assertThat(high - low).isGreaterThan(0.5);
  }

  @Test
  void aWalkIsAFunctionOfSeedAndTimeAlone() {
    assertThat(LEVEL.at(42, TODAY)).isEqualTo(LEVEL.at(42, TODAY));
    assertThat(LEVEL.at(42, TODAY)).isNotEqualTo(LEVEL.at(43, TODAY));
  }

  @Test
  void betweenTwoMomentsAValueStays() {
    assertThat(LEVEL.at(42, TODAY + 999)).isEqualTo(LEVEL.at(42, TODAY));
    assertThat(LEVEL.at(42, TODAY + 1000)).isNotEqualTo(LEVEL.at(42, TODAY));
  }

  @Test
  void aWaveReachesBothEndsOfItsRangeInOnePeriod() {
    ValueSpec wave =
        moving(
            ValueType.FLOAT64,
            10,
            20,
            new Motion.Wave(Duration.ofMinutes(10), Duration.ofSeconds(1)));
    double low = 20;
    double high = 10;
    for (int i = 0; i < 600; i++) {
      double now = number(wave.at(7, TODAY + i * SECOND));
      low = Math.min(low, now);
      high = Math.max(high, now);
    }
    assertThat(low).isBetween(10.0, 10.01);
    assertThat(high).isBetween(19.99, 20.0);
    assertThat(number(wave.at(7, TODAY + 600 * SECOND)))
        .isCloseTo(number(wave.at(7, TODAY)), offset(1e-6));
  }

  @Test
  void whatMovesNeedsARange() {
    assertThatThrownBy(
            () ->
                new ValueSpec(
                    ValueType.INT16,
                    2,
                    Optional.empty(),
                    Optional.empty(),
                    new Motion.Walk(1, Duration.ofSeconds(1)),
                    false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCounterGoesUpAndBeginsAgain() {
    ValueSpec counter =
        moving(ValueType.FLOAT64, 0, 99, new Motion.Count(3, Duration.ofMillis(500)));
    double before = number(counter.at(5, TODAY));
    for (int i = 1; i < 200; i++) {
      double now = number(counter.at(5, TODAY + 500L * i));
      assertThat((now - before + 100) % 100).isEqualTo(3);
      assertThat(now).isBetween(0.0, 99.0);
      before = now;
    }
    // it stays between two changes
    assertThat(counter.at(5, TODAY + 499)).isEqualTo(counter.at(5, TODAY));
  }

  @Test
  void aCounterCountsDownToo() {
    ValueSpec counter =
        moving(ValueType.FLOAT64, 0, 9, new Motion.Count(-1, Duration.ofSeconds(1)));
    double first = number(counter.at(1, TODAY));
    assertThat((number(counter.at(1, TODAY + SECOND)) + 1) % 10).isEqualTo(first);
  }

  @Test
  void stepsAreAllTakenAndNoOther() {
    ValueSpec valve =
        new ValueSpec(
            ValueType.BOOL,
            1,
            Optional.empty(),
            Optional.empty(),
            new Motion.Steps(java.util.List.of(0.0, 1.0), Duration.ofSeconds(5)),
            false);
    Set<Byte> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      seen.add(valve.at(3, TODAY + 5 * SECOND * i)[0]);
      assertThat(valve.at(3, TODAY + 5 * SECOND * i + 4999))
          .isEqualTo(valve.at(3, TODAY + 5 * SECOND * i));
    }
    assertThat(seen).containsExactlyInAnyOrder((byte) 0, (byte) 1);
  }
}
