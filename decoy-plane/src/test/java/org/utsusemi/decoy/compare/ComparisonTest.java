package org.utsusemi.decoy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.compare.stack.FingerprintQuestions;

/** What only one of two machines shows. */
class ComparisonTest {
  private static final String SILENT =
      "SEQ(SP=103%TI=I)T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)T2(R=N)";
  private static final String ANSWERS =
      "SEQ(SP=103%TI=I)T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)T2(R=Y%DF=Y%T=40%W=3F%S=A%A=O%F=A%O=%RD=0%Q=)";

  private static Observations observed(String... fingerprints) {
    Observations observations = new Observations();
    for (String fingerprint : fingerprints) {
      FingerprintQuestions.tell(fingerprint, observations::add);
    }
    return observations;
  }

  @Test
  void aPacketOfSomethingElseThatNmapTookForAnAnswerIsNoDifference() {
    Comparison comparison =
        Comparison.of(observed(SILENT, ANSWERS, SILENT), observed(SILENT, SILENT, SILENT));
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.findings())
        .anyMatch(finding -> finding.verdict().note().startsWith("shown in one round of 3"));
  }

  @Test
  void whatIsShownTwiceIsOne() {
    Comparison comparison =
        Comparison.of(observed(SILENT, SILENT, SILENT), observed(SILENT, ANSWERS, ANSWERS));
    assertThat(comparison.differences()).extracting(Finding::aspect).contains("window", "flags");
  }

  @Test
  void withOneRoundEverythingCounts() {
    Comparison comparison = Comparison.of(observed(ANSWERS), observed(SILENT));
    assertThat(comparison.differences()).extracting(Finding::aspect).contains("window", "flags");
  }
}
