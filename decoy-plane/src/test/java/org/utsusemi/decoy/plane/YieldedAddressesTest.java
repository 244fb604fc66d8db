package org.utsusemi.decoy.plane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.topology.address.Ipv4Address;

class YieldedAddressesTest {
  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");

  private final YieldedAddresses yielded = new YieldedAddresses();

  private long held(int among) {
    long held = 0;
    for (int i = 0; i < among; i++) {
      held += yielded.contains(FIRST.plus(i)) ? 1 : 0;
    }
    return held;
  }

  @Test
  void eachPortHasAShareAndItsEldestGivesWay() {
    yielded.add(FIRST.plus(100_000), 3001);
    for (int i = 0; i < 1000; i++) {
      yielded.add(FIRST.plus(i), 3000);
    }
    assertThat(held(1000)).isEqualTo(YieldedAddresses.EACH_PORT);
    assertThat(yielded.contains(FIRST.plus(999))).isTrue();
    assertThat(yielded.contains(FIRST.plus(100_000))).isTrue();
  }

  @Test
  void whoAnnouncesItselfAgainIsTheYoungest() {
    for (int i = 0; i < YieldedAddresses.EACH_PORT; i++) {
      yielded.add(FIRST.plus(i), 3000);
    }
    yielded.add(FIRST, 3000);
    yielded.add(FIRST.plus(5000), 3000);
    assertThat(yielded.contains(FIRST)).isTrue();
    assertThat(yielded.contains(FIRST.plus(1))).isFalse();
  }

  @Test
  void whatOnePortAnnouncesBringsNoCloneBackThatYieldedToAnother() {
    yielded.add(FIRST, 3000);
    yielded.add(FIRST, 3001);
    for (int i = 1; i <= YieldedAddresses.EACH_PORT; i++) {
      yielded.add(FIRST.plus(i), 3001);
    }
    assertThat(yielded.contains(FIRST)).isTrue();
    for (int i = 1; i <= YieldedAddresses.EACH_PORT; i++) {
      yielded.add(FIRST.plus(100 + i), 3000);
    }
    assertThat(yielded.contains(FIRST)).isFalse();
    assertThat(held(1000)).isEqualTo(2 * YieldedAddresses.EACH_PORT);
  }

  @Test
  void withoutMarksAllHaveOneShareThatIsBounded() {
    for (int i = 0; i < 100_000; i++) {
      yielded.add(FIRST.plus(i), Directory.UNMARKED);
    }
    assertThat(held(100_000)).isEqualTo(YieldedAddresses.UNMARKED);
  }
}
