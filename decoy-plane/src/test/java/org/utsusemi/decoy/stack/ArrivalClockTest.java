package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
  private static final long MS = 1_000_000;

  /** The kernel's time of day is an hour behind this program's clock. */
  private static final long BEHIND = 3_600_000 * MS;

  private long now = 1_000_000_000_000L * MS;
  private final ArrivalClock clock =
      new ArrivalClock(
          new TimeSource() {
            @Override
            public long nanos() {
              return now;
            }

            @Override
            public Instant instant() {
              return Instant.EPOCH;
            }

            @Override
            public long epochNanos() {
              return now;
            }
          });

  /** What the clock shows of a frame that came {@code delay} before it is handled. */
  private long shown(long delay) {
    clock.stand(now - delay - BEHIND);
    long shown = clock.epochNanos();
    clock.goOn();
    return shown;
  }

  @Test
  void aFrameThatIsHandledLateHasTheTimeWhenItCame() {
    long first = shown(0);
    now += 100 * MS;
    assertThat(shown(30 * MS) - first).isEqualTo(70 * MS);
    now += 100 * MS;
    assertThat(shown(7 * MS) - first).isEqualTo(193 * MS);
  }

  @Test
  void theShortestDelayIsTakenForNone() {
    shown(5 * MS);
    now += 100 * MS;
    assertThat(shown(2 * MS)).isEqualTo(now);
    now += 100 * MS;
    assertThat(now - shown(5 * MS)).isBetween(3 * MS - 20_000, 3 * MS);
  }

  @Test
  void itStandsStillWhileAFrameIsHandledAndThenGoesOn() {
    shown(0);
    now += 10 * MS;
    clock.stand(now - 4 * MS - BEHIND);
    long before = clock.epochNanos();
    now += MS;
    assertThat(clock.epochNanos()).isEqualTo(before);
    clock.goOn();
    assertThat(clock.epochNanos()).isEqualTo(now);
  }

  @Test
  void itNeverGoesBack() {
    shown(0);
    now += 10 * MS;
    long between = clock.epochNanos();
    assertThat(shown(6 * MS)).isEqualTo(between);
  }

  @Test
  void aTimeOfDayThatIsSetDoesNotMoveIt() {
    shown(0);
    now += 100 * MS;
    assertThat(shown(3_600_000 * MS)).as("set back by an hour").isEqualTo(now);
    now += 100 * MS;
    assertThat(shown(3_600_000 * MS + 5 * MS)).isBetween(now - 5 * MS, now - 4 * MS);
    now += 100 * MS;
    assertThat(shown(-5 * MS)).as("set forward").isEqualTo(now);
  }

  @Test
  void aLinkThatDoesNotKnowIsNoTrouble() {
    clock.stand(0);
    assertThat(clock.epochNanos()).isEqualTo(now);
  }

  @Test
  void theClocksMayDriftApart() {
    shown(0);
    // the kernel's goes slower by 50 in a million: for an hour, a frame each second
    long lag = 0;
    for (int second = 0; second < 3600; second++) {
      now += 1000 * MS;
      lag += 50_000;
      assertThat(now - shown(lag)).isLessThan(MS);
    }
  }
}
