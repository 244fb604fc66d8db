package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
  @ParameterizedTest
  @CsvSource({
    "00050001, FLOW_MOD_FAILED TABLE_FULL",
    "00030002, BAD_INSTRUCTION BAD_TABLE_ID",
    "00040009, BAD_MATCH BAD_PREREQ",
    "00020004, BAD_ACTION BAD_OUT_PORT",
    "00010003, BAD_REQUEST BAD_EXPERIMENTER",
    "00060009, GROUP_MOD_FAILED code 9",
    "00050099, error type 5 code 153",
    "0bad0001, error type 2989 code 1",
    "ffff000200002320, EXPERIMENTER 0x2320 type 2",
    "ffff0002, EXPERIMENTER ? type 2",
    "0005, an error without type and code",
    "'', an error without type and code",
  })
  void speaksInTheSpecificationsWords(String typeAndCode, String text) {
    byte[] frame = ByteBufUtil.decodeHexDump("0401000c00000001" + typeAndCode);

    assertThat(ErrorText.of(Unpooled.wrappedBuffer(frame))).isEqualTo(text);
  }
}
