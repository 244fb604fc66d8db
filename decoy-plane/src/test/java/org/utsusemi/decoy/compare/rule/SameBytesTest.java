package org.utsusemi.decoy.compare.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SameBytesTest {
  private static Verdict judge(String original, String copy) {
    return SameBytes.ANSWER.judge(answers(original), answers(copy));
  }

  private static java.util.List<String> answers(String spaced) {
    return Stream.of(spaced.split(" "))
        .map(
            each ->
                each.matches("[0-9a-f]+")
                    ? SameBytes.value(HexFormat.of().parseHex(each))
                    : each.replace('_', ' '))
        .toList();
  }

  @Test
  void everyByteCounts() {
    assertThat(judge("0102 0102 0102", "0102 0102 0102").differs()).isFalse();
    Verdict verdict = judge("0102 0102 0102", "0103 0103 0103");
    assertThat(verdict.differs()).isTrue();
    assertThat(verdict.original()).isEqualTo("01 02");
    assertThat(verdict.note()).isEqualTo("first at byte 1");
  }

  @Test
  void bytesThatVaryInTheOriginalAndTheOneBeforeThemDoNot() {
    assertThat(judge("aa0011bb aa0012bb aa0013bb", "aa7799bb aa7798bb aa7797bb").differs())
        .isFalse();
    assertThat(judge("aa0011bb aa0012bb aa0013bb", "ab0011bb ab0012bb ab0013bb").differs())
        .isTrue();
    assertThat(judge("aa0011bb aa0012bb aa0013bb", "aa0011bc aa0012bc aa0013bc").differs())
        .isTrue();
  }

  @Test
  void aValueThatStandsStillGivesAwayAClone() {
    Verdict verdict = judge("aa0011bb aa0012bb aa0013bb", "aa0012bb aa0012bb aa0012bb");

    assertThat(verdict.differs()).isTrue();
    assertThat(verdict.note()).contains("stands still");
  }

  @Test
  void answersOfOtherLengthsDiffer() {
    assertThat(judge("0102 0102", "010203 010203").differs()).isTrue();
    // where the original's own lengths vary, beginning and end must be theirs
    assertThat(judge("01ff09 01ffff09", "01ffffff09 01ffffff09").differs()).isFalse();
    assertThat(judge("01ff09 01ffff09", "01ffffff0a 01ffffff0a").differs()).isTrue();
  }

  @Test
  void silenceAndResetsStandForThemselves() {
    assertThat(judge("no_answer no_answer", "no_answer no_answer").differs()).isFalse();
    Verdict verdict = judge("no_answer no_answer", "resets resets");
    assertThat(verdict.differs()).isTrue();
    assertThat(verdict.copy()).isEqualTo("resets");
    assertThat(judge("01 01", "no_answer no_answer").differs()).isTrue();
  }

  @Test
  void textIsToldAsText() {
    String text = HexFormat.of().formatHex("220 ready\r\n".getBytes());
    assertThat(judge(text, "00").original()).isEqualTo("\"220 ready\\r\\n\"");
  }
}
