package org.utsusemi.decoy.personality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.Personality.Counter;

class PartsTest {
  private static final long NOW = 1_700_000_000_000_000_000L;

  private static Personality host(int address, HostStates states) {
    return Model.EMBEDDED.on(address, address * 77L, Optional.of(Duration.ofDays(41)), states);
  }

  @ParameterizedTest
  @ValueSource(longs = {0xE44A4E43L, 0xBD1AB510L, 0x44BD347EL, 1, 0xFFFFFFFFL})
  void aResetSaysWordsOfTheWantedCrc(long crc) {
    CRC32 seen = new CRC32();
    seen.update(ResetText.withCrc((int) crc).duplicate());
    assertThat(seen.getValue()).isEqualTo(crc);
    assertThat(ResetText.withCrc(0).remaining()).isZero();
  }

  /** What an ordinary client gets that does not offer all that nmap's probe offers. */
  @ParameterizedTest
  @CsvSource({
    "M5B4ST11NW7, 7, M5B4NNSNW7",
    "M5B4ST11NW7, 1, M5B4",
    "M5B4ST11NW7, 5, M5B4NNS",
    "M5B4ST11NW7, 11, M5B4NNT11NW7",
    "M5B4NW8NNS, 3, M5B4NW8",
    "M5B4NW0NNT00NNS, 5, M5B4NNS",
    "M5B4, 15, M5B4",
    "'', 15, ''",
  })
  void optionsThatAPeerDidNotOfferAreLeftOut(String all, int offered, String left) {
    assertThat(OptionText.parse(all).offered(offered).sameAs(left)).isTrue();
  }

  @Test
  void theLongestForgottenHostGivesWay() {
    HostStates states = new HostStates(1000);
    for (int address = 0; address < 1000; address++) {
      assertThat(states.isFresh(states.slot(address))).isTrue();
    }
    assertThat(states.isFresh(states.slot(0))).isFalse();
    assertThat(states.isFresh(states.slot(5000))).isTrue();
    assertThat(states.size()).isEqualTo(1000);
    assertThat(states.isFresh(states.slot(0))).isFalse();
    assertThat(states.isFresh(states.slot(1))).isTrue();
    for (int address = 100_000; address < 200_000; address++) {
      states.slot(address);
    }
    assertThat(states.size()).isEqualTo(1000);
  }

  @Test
  void aHostThatIsMadeAnewCountsOn() {
    HostStates states = new HostStates(10);
    Personality before = host(1, states);
    int id = before.identification(Counter.OPEN_TCP, NOW);
    Personality after = host(1, states);
    assertThat(after.identification(Counter.OPEN_TCP, NOW)).isEqualTo(id + 1 & 0xffff);
    assertThat(host(2, states).identification(Counter.OPEN_TCP, NOW)).isNotEqualTo(id + 2 & 0xffff);
  }

  @Test
  void sequenceNumbersOfTwoHostsHaveNothingInCommon() {
    HostStates states = new HostStates(10_000);
    Set<Integer> seen = new HashSet<>();
    for (int address = 0; address < 5000; address++) {
      Personality host = host(address, states);
      int first = host.initialSequence(NOW);
      seen.add(host.initialSequence(NOW + 100_000_000) - first);
      seen.add(first);
    }
    assertThat(seen).hasSizeGreaterThan(9990);
  }

  @Test
  void uptimesAreSpreadAndOutliveTheProgram() {
    double sum = 0;
    for (int seed = 0; seed < 1000; seed++) {
      Uptime uptime = Uptime.of(Duration.ofDays(41), seed);
      long now = uptime.at(NOW);
      assertThat(now).isBetween(0L, Duration.ofDays(82).toNanos());
      long later = uptime.at(NOW + 1_000_000_000L);
      assertThat(later - now).isIn(1_000_000_000L, 1_000_000_000L - Duration.ofDays(82).toNanos());
      sum += now / 1e9 / 86_400 / 1000;
    }
    assertThat(sum).isBetween(37.0, 45.0);
  }

  @Test
  void errorsAreFewInTheLongRunAndEnoughForAScan() {
    Personality host = host(1, new HostStates(4));
    int atOnce = 0;
    while (host.permitsError(NOW)) {
      atOnce++;
    }
    assertThat(atOnce).isEqualTo(64);
    int later = 0;
    while (host.permitsError(NOW + 1_000_000_000L)) {
      later++;
    }
    assertThat(later).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "T1(R=N); T1.R",
        "T1(R=Y%F=AR%T=40); T1.F",
        "T1(R=Y%T=100-10A); T1.T",
        "T1(R=Y)U1(R=Y%IPL=6401); U1.IPL",
        "T1(R=Y)U1(R=Y%IPL=38%RUD=I); U1.RUD",
        "T1(R=Y)U1(R=Y%RID=1042); U1.RID",
        "T1(R=Y)SEQ(TS=2); SEQ.TS",
        "T1(R=Y)SEQ(GCD=1-6%ISR=0-5); SEQ.ISR",
        "T1(R=Y)SEQ(TS=7)OPS(O1=M5B4%O2=M5B4%O3=M5B4%O4=M5B4%O5=M5B4%O6=M5B4); SEQ.TS",
      })
  void whatNmapCannotFindIsSaid(String fingerprint, String reason) {
    assertThat(Model.of(Fingerprint.parse(fingerprint)).unmeetable())
        .singleElement()
        .asString()
        .startsWith(reason + ": ");
    assertThat(Model.EMBEDDED.unmeetable()).isEmpty();
  }
}
