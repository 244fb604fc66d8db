package org.utsusemi.decoy.compare.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Finding;
import org.utsusemi.decoy.compare.Observations;

class FingerprintQuestionsTest {
  /** As nmap printed it of a machine in our laboratory. */
  private static final String PRINTED =
      """
      OS:SCAN(V=7.93%E=4%D=11/26%OT=21%CT=1%CU=36021%PV=Y%DS=1%DC=D%G=Y%M=0030DE%
      OS:TM=6A1F0D2C%P=x86_64-pc-linux-gnu)SEQ(SP=103%GCD=1%ISR=10B%TI=Z%CI=Z%II=
      OS:I%TS=22)OPS(O1=M5B4ST11NW7%O2=M5B4ST11NW7%O3=M5B4NNT11NW7%O4=M5B4ST11NW7
      OS:%O5=M5B4ST11NW7%O6=M5B4ST11)WIN(W1=FE88%W2=FE88%W3=FE88%W4=FE88%W5=FE88%
      OS:W6=FE88)ECN(R=Y%DF=Y%T=40%W=FAF0%O=M5B4NNSNW7%CC=Y%Q=)T1(R=Y%DF=Y%T=40%S
      OS:=O%A=S+%F=AS%RD=0%Q=)T2(R=N)T3(R=N)T4(R=Y%DF=Y%T=40%W=0%S=A%A=Z%F=R%O=%R
      OS:D=0%Q=)T5(R=Y%DF=Y%T=40%W=0%S=Z%A=S+%F=AR%O=%RD=0%Q=)T6(R=Y%DF=Y%T=40%W=
      OS:0%S=A%A=Z%F=R%O=%RD=0%Q=)T7(R=Y%DF=Y%T=40%W=0%S=Z%A=S+%F=AR%O=%RD=0%Q=)U
      OS:1(R=Y%DF=N%T=40%IPL=164%UN=0%RIPL=G%RID=G%RIPCK=G%RUCK=G%RUD=G)IE(R=Y%DF
      OS:I=N%T=40%CD=S)
      """;

  private static String unwrapped() {
    return PRINTED.replace("\nOS:", "").replace("OS:", "");
  }

  private static Comparison compare(String copy) {
    Observations original = new Observations();
    Observations other = new Observations();
    for (int round = 0; round < 3; round++) {
      FingerprintQuestions.tell(PRINTED, original::add);
      FingerprintQuestions.tell(copy, other::add);
    }
    return Comparison.of(original, other);
  }

  @Test
  void aFingerprintIsItself() {
    Comparison comparison = compare(unwrapped());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.findings()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // what is planted; aspect, subjects, what the original and what the clone shows
        "T=40%S=O; T=80%S=O; initial time to live; SYN/ACK; 64; 128",
        "T1(R=Y%DF=Y; T1(R=Y%DF=N; don't-fragment bit; SYN/ACK; set; not set",
        "O1=M5B4ST11NW7; O1=M5B4NW7ST11; order of TCP options; SYN/ACK to SYN 1;"
            + " MSS, SACK permitted, timestamps, no-op, window scale;"
            + " MSS, no-op, window scale, SACK permitted, timestamps",
        "O1=M5B4; O1=M218; MSS; SYN/ACK to SYN 1; 1460; 536",
        "O2=M5B4ST11NW7; O2=M5B4ST11NW2; window scale; SYN/ACK to SYN 2; 7; 2",
        "W3=FE88; W3=2000; window; SYN/ACK to SYN 3; 65160; 8192",
        "TI=Z; TI=I; IP-ID of SYN/ACK; a series of SYNs; always zero; increments",
        "CI=Z; CI=1A; IP-ID of resets; a series of SYNs; always zero; always 0x1A",
        "II=I; II=RI; IP-ID of ping replies; a series of SYNs; increments; increments at random",
        "T2(R=N); T2(R=Y); whether it answers; answer of an open port to a segment without flags;"
            + " is silent; answers",
        "TS=22; TS=7; clock of TCP timestamps; a series of SYNs; starts anew for each connection;"
            + " 100 Hz",
        "SP=103; SP=10; predictability of initial sequence numbers; a series of SYNs; 259; 16",
        "IPL=164; IPL=38; length of the packet; ICMP error of a closed UDP port; 356; 56",
        "DFI=N; DFI=S; don't-fragment bit; replies to pings; not set; as in the ping",
        "F=AR%O=%RD=0%Q=)T6; F=R%O=%RD=0%Q=)T6; flags; answer of a closed port to SYN; ACK+RST; RST",
      })
  void whatIsPlantedIsToldInWords(
      String from, String to, String aspect, String subject, String original, String copy) {
    String planted = unwrapped().replace(from, to);
    assertThat(planted).isNotEqualTo(unwrapped());

    assertThat(compare(planted).differences())
        .anySatisfy(
            finding -> {
              assertThat(finding.aspect()).isEqualTo(aspect);
              assertThat(finding.subjects()).containsExactly(subject);
              assertThat(finding.verdict().original()).isEqualTo(original);
              assertThat(finding.verdict().copy()).isEqualTo(copy);
            });
  }

  @Test
  void whatDiffersAlikeIsOneFinding() {
    Comparison comparison = compare(unwrapped().replace("T=40", "T=FF"));

    assertThat(comparison.differences()).hasSize(1);
    Finding finding = comparison.differences().get(0);
    assertThat(finding.terms())
        .containsExactly("ECN.T", "T1.T", "T4.T", "T5.T", "T6.T", "T7.T", "U1.T", "IE.T");
    assertThat(finding.title())
        .startsWith("initial time to live, SYN/ACK to a SYN that offers ECN");
  }

  @Test
  void aTestThatIsMissingDiffers() {
    Comparison comparison = compare(unwrapped().replaceAll("U1\\([^)]*\\)", "U1(R=N)"));

    assertThat(comparison.differences())
        .anySatisfy(
            finding -> {
              assertThat(finding.aspect()).isEqualTo("initial time to live");
              assertThat(finding.verdict().copy()).isEqualTo("not shown");
            });
  }

  @Test
  void whatScansOfOneMachineVaryByIsNoDifference() {
    assertThat(
            compare(unwrapped().replace("SP=103", "SP=106").replace("ISR=10B", "ISR=108"))
                .differences())
        .isEmpty();
    assertThat(
            compare(unwrapped().replace("TS=22", "TS=21").replace("GCD=1", "GCD=2")).differences())
        .isEmpty();
  }

  @Test
  void timestampsThatStartAnewTellNoTime() {
    assertThat(FingerprintQuestions.tellsTime(PRINTED)).isFalse();
    assertThat(FingerprintQuestions.tellsTime(unwrapped().replace("TS=22", "TS=A"))).isTrue();
  }

  @Test
  void whatIsNoFingerprintIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FingerprintQuestions.tell("nothing", (q, v) -> {}))
        .withMessageContaining("no fingerprint");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FingerprintQuestions.tell("T1(R=Y)".repeat(9000), (q, v) -> {}))
        .withMessageContaining("63000 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "M5B4NW0NNSNNT11, 'MSS, no-op, window scale, no-op, no-op, SACK permitted, no-op, no-op, timestamps'",
    "'', none",
    "L, end",
    "M5B4X9, 'MSS, what nmap writes as X9'",
  })
  void optionsAreReadInTheirOrder(String text, String order) {
    assertThat(OptionSet.read(text).order()).isEqualTo(order);
  }
}
