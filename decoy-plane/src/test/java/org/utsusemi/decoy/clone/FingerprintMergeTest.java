package org.utsusemi.decoy.clone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintMergeTest {
  @Test
  void whatNmapMeasuresBecomesARangeAndWordsAlternatives() {
    FingerprintMerge merge = new FingerprintMerge();
    merge.add("OS:SCAN(V=7.93%E=4)SEQ(SP=105%GCD=1%ISR=10\nOS:9%TI=Z%TS=22)T1(R=Y%DF=Y%T=40)");
    merge.add("OS:SEQ(SP=FA%GCD=1%ISR=10B%TI=I%TS=21)T1(R=Y%DF=Y%T=40)");
    assertThat(merge.count()).isEqualTo(2);
    assertThat(merge.text())
        .isEqualTo("SEQ(SP=FA-105%GCD=1%ISR=109-10B%TI=I|Z%TS=21-22)\nT1(R=Y%DF=Y%T=40)");
  }

  @Test
  void anAnswerThatWasLostOnceIsAnAnswer() {
    FingerprintMerge merge = new FingerprintMerge();
    merge.add("T1(R=Y%DF=Y%T=40)T2(R=N)U1(R=N)");
    merge.add("T1(R=N)T2(R=N)U1(R=Y%DF=N%T=40)");
    assertThat(merge.text()).isEqualTo("T1(R=Y%DF=Y%T=40)\nT2(R=N)\nU1(R=Y%DF=N%T=40)");
  }

  @Test
  void anEmptyValueStaysEmpty() {
    FingerprintMerge merge = new FingerprintMerge();
    merge.add("T1(R=Y%O=%Q=)");
    merge.add("T1(R=Y%O=%Q=)");
    assertThat(merge.text()).isEqualTo("T1(R=Y%O=%Q=)");
  }
}
