package org.utsusemi.decoy.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  @ParameterizedTest
  @CsvSource({
    "T1(R=Y%TTL=40), T1 has no attribute 'TTL'",
    "T1(R=Y%RDD=0), did you mean 'RD'?",
    "T1(R=Y)SEQ(SP=XY), SEQ.SP is 'XY' where a hexadecimal number goes",
    "T1(R=Q), T1.R is 'Q'",
    "T1(R=Y%T=45-3B), T1.T has the range 45-3B the wrong way round",
    "T1(R=Y%F=XX), T1.F is 'XX'",
    "T1(R=Y)OPS(O1=M5B4Z), OPS.O1 is 'M5B4Z'",
    "T9(R=Y), there is no test T9",
    "SEQ(SP=1), the test T1 is missing",
  })
  void whatIsWrongIsNamed(String text, String message) {
    assertThatThrownBy(() -> Fingerprint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> Fingerprint.parse("T1(R=Y)".repeat(10_000)))
        .hasMessageContaining("more than 20000 characters");
    assertThatThrownBy(() -> Fingerprint.parse("T1(T=" + "1|".repeat(100) + ")"))
        .hasMessageContaining("T1.T has more than 64 alternatives");
  }

  @Test
  void aTestThatStandsThereTwiceMayBeEither() {
    Fingerprint twice = Fingerprint.parse("SEQ(SP=103%TI=I)\nSEQ(SP=105%TI=I)\nT1(R=Y)");
    assertThat(twice).hasToString("SEQ(SP=103|105%TI=I)\nT1(R=Y)");
  }

  @ParameterizedTest
  @CsvSource({
    "3B-45, 40, true",
    "3B-45, 46, false",
    "'|M5B4', '', true",
    "M5B4, '', false",
    ">F, 10, true",
    ">F, F, false",
    "<10, F, true",
    "I|RD, RD, true",
    "O|S+, S, false",
  })
  void anExpressionTakesWhatNmapTakes(String expression, String value, boolean taken) {
    assertThat(Expression.parse(expression).matches(value)).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({
    "3B-45, 64",
    "FA-104, 255",
    "1A-24, 32",
    "7B-85, 128",
    "41, 65",
    "36-40|7B-85, 128",
    "FB-FE, 254",
    "100-10A, 0",
  })
  void theTimeToLiveIsTheHighestUsualOneInRange(String range, int ttl) {
    Fingerprint fingerprint = Fingerprint.parse("T1(R=Y%T=" + range + ")");
    assertThat(new Choice(fingerprint, 0).timeToLive("T1")).isEqualTo(ttl);
  }
}
