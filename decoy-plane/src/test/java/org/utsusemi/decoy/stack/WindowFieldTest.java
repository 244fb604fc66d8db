package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowFieldTest {
  @ParameterizedTest
  @CsvSource({
    "64240, 10, 63", // captured of Linux 6.18, which had announced 64240 in its SYN/ACK
    "64240, 0, 64240",
    "64512, 10, 63",
    "1, 14, 1",
    "0, 14, 0",
    "0, 0, 0",
  })
  void nothingIsScaledAway(int window, int shift, int field) {
    assertThat(SegmentWriter.windowField(window, shift)).isEqualTo(field);
  }
}
