package org.utsusemi.decoy.compare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServiceFingerprintTest {
  private static final String PRINTED =
      "SF-Port502-TCP:V=7.93%I=7%D=11/26%Time=6A1F0D2C%P=x86_64-pc-linux-gnu"
          + "%r(NULL,9,\"ready\\x20\\\"1\\\"\\r\\n\")"
          + "%r(GetRequest,4,\"a\\\\b\\0\");";

  @Test
  void answersAreBytes() {
    var answers = ServiceFingerprint.read(PRINTED);

    assertThat(answers).containsOnlyKeys("NULL", "GetRequest");
    assertThat(answers.get("NULL"))
        .isEqualTo("ready \"1\"\r\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answers.get("GetRequest")).isEqualTo(new byte[] {'a', '\\', 'b', 0});
  }

  @Test
  void whatIsNoFingerprintHasNoAnswers() {
    assertThat(ServiceFingerprint.read("")).isEmpty();
    assertThat(ServiceFingerprint.read("%r(NULL,9,\"never ends" + "\\x".repeat(50_000))).isEmpty();
    assertThat(ServiceFingerprint.read("%r(NULL,1,\"a\")".repeat(20_000))).isEmpty();
  }
}
