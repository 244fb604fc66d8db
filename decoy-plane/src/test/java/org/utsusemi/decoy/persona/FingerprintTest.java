package org.utsusemi.decoy.persona;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.host.Personality;

class FingerprintTest {
  @ParameterizedTest
  @CsvSource({
    "T=3B-45, 64",
    "T=40, 64",
    "T=FA-104, 255",
    "T=1A-24, 32",
    "T=7B-85, 128",
    "T=41, 65",
    "T=36-40|7B-85, 64",
    "T=&TG=80, 128",
    "T=>40, 64",
    "T=0, 64",
    "DF=N, 64"
  })
  void theTimeToLiveIsTheHighestUsualOneInRange(String attributes, int ttl) {
    String test = "T1(R=Y%" + attributes.replace('&', '%') + ")";
    assertThat(Fingerprint.parse(test).personality().ttl()).isEqualTo(ttl);
  }

  @ParameterizedTest
  @CsvSource({"W1=0", "W1=12345", "W1=", "W2=1"})
  void aWindowThatCannotBeIsTheUsualOne(String attribute) {
    assertThat(Fingerprint.parse("T1(R=Y)WIN(" + attribute + ")").personality().window())
        .isEqualTo(Personality.EMBEDDED.window());
  }

  @ParameterizedTest
  @CsvSource({"O1=M1, 1460", "O1=NW0, 1460", "O1=, 1460", "O1=NNM200W0, 512"})
  void theSegmentSizeIsThatOfTheFirstProbe(String attribute, int mss) {
    assertThat(Fingerprint.parse("T1(R=Y)OPS(" + attribute + ")").personality().mss())
        .isEqualTo(mss);
  }
}
