package org.utsusemi.decoy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

class SynTallyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int ROUND = 32;

  private final List<Touch> told = new ArrayList<>();
  private long lost;
  private long now = -5 * SECOND;

  private final SynTally tally =
      new SynTally(
          new TouchSink() {
            @Override
            public void accept(Touch touch) {
              told.add(touch);
            }

            @Override
            public void lost(long count) {
              lost += count;
            }
          },
          () -> NOON.plusNanos(now));

  /** Whether it is told at once. */
  private boolean syn(int mark, int sourcePort) {
    return isTold(mark, 0x0200_0000_0066L, 0x0030_de40_5907L, 10, -20, sourcePort << 16 | 502);
  }

  private boolean isTold(
      int mark, long sourceMac, long targetMac, int sourceIp, int targetIp, int ports) {
    int before = told.size();
    tally.count(mark, sourceMac, targetMac, sourceIp, targetIp, ports, "plc", now);
    return told.size() > before;
  }

  private void tick() {
    for (int i = 0; i < ROUND; i++) {
      tally.tick(now);
    }
  }

  @Test
  void thoseThatFollowTheFirstAreToldAsOneWhenItsTimeIsOver() {
    assertThat(syn(3001, 65_000)).isTrue();
    assertThat(told.get(0).count()).isEqualTo(1);
    assertThat(told.get(0).at()).isEqualTo(NOON.plusNanos(-5 * SECOND));
    now += SECOND / 2;
    for (int i = 0; i < 41; i++) {
      assertThat(syn(3001, 65_000)).isFalse();
    }
    tick();
    assertThat(told).hasSize(1);
    now += SECOND / 2;
    tick();
    assertThat(told).hasSize(2);
    Touch touch = told.get(1);
    assertThat(touch.count()).isEqualTo(41);
    assertThat(touch.mark()).isEqualTo(3001);
    assertThat(touch.at()).isEqualTo(NOON.plusNanos(-5 * SECOND));
    assertThat(touch.sourceMac()).isEqualTo(MacAddress.parse("02:00:00:00:00:66"));
    assertThat(touch.targetMac()).isEqualTo(MacAddress.parse("00:30:de:40:59:07"));
    assertThat(touch.sourceIp()).isEqualTo(Optional.of(new Ipv4Address(10)));
    assertThat(touch.targetIp()).isEqualTo(Optional.of(new Ipv4Address(-20)));
    assertThat(touch.sourcePort()).isEqualTo(65_000);
    assertThat(touch.targetPort()).isEqualTo(502);
    assertThat(touch.target()).isEqualTo("plc");
    assertThat(touch.summary()).isEqualTo("SYN to TCP port 502");
    assertThat(syn(3001, 65_000)).isTrue();
  }

  @Test
  void whatCameOnceIsToldOnce() {
    syn(3001, 1);
    now += 2 * SECOND;
    tick();
    assertThat(told).hasSize(1);
    assertThat(syn(3001, 1)).isTrue();
  }

  @Test
  void eachFieldMakesAKind() {
    assertThat(isTold(1, 2, 3, 4, 5, 6 << 16 | 7)).isTrue();
    assertThat(isTold(9, 2, 3, 4, 5, 6 << 16 | 7)).isTrue();
    assertThat(isTold(1, 9, 3, 4, 5, 6 << 16 | 7)).isTrue();
    assertThat(isTold(1, 2, 9, 4, 5, 6 << 16 | 7)).isTrue();
    assertThat(isTold(1, 2, 3, 9, 5, 6 << 16 | 7)).isTrue();
    assertThat(isTold(1, 2, 3, 4, 9, 6 << 16 | 7)).isTrue();
    assertThat(isTold(1, 2, 3, 4, 5, 9 << 16 | 7)).isTrue();
    assertThat(isTold(1, 2, 3, 4, 5, 6 << 16 | 9)).isTrue();
    assertThat(isTold(1, 2, 3, 4, 5, 6 << 16 | 7)).isFalse();
  }

  @Test
  void aFloodOfKindsIsLostAndCountedAndTakesNothingFromAnotherMark() {
    long first = 0;
    for (int port = 0; port < 65_536; port++) {
      first += syn(3001, port) ? 1 : 0;
    }
    assertThat(first).isBetween(SynTally.EACH_MARK / 2L, (long) SynTally.EACH_MARK);
    for (int port = 0; port < 250; port++) {
      assertThat(syn(3002, port)).isTrue();
    }
    tick();
    assertThat(lost).isEqualTo(65_536 - first);
    now += SECOND;
    tick();
    assertThat(syn(3001, 65_535)).isTrue();
  }
}
