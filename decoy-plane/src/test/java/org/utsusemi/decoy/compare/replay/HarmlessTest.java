package org.utsusemi.decoy.compare.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmlessTest {
  @ParameterizedTest
  @CsvSource({
    "000100000006 3a 03 3000 0006, true",
    "000100000006 3a 04 0000 0002 000200000006 3a 01 0000 0001, true",
    "000100000006 3a 04 0000 0002 000200000006 3a 05 0000 ff00, false",
    "00010000000b 3a 10 3000 0002 04 00010002, false",
    "000100000006 3a 06 3000 0001, false",
    "000100000005 3a 2b 0e 01 00, true",
    "000100000005 3a 2b 0d 01 00, false",
    "000100000002 3a 63, false",
    "000100000006 3a 08 0001 0000, false",
    "000100010006 3a 03 3000 0006, false",
    "000100000006 3a 03 3000, false",
    "0001, false",
    "'', false",
    "6300 0000 00000000 00000000 0000000000000000 00000000, true",
    "6f00 0000 00000000 00000000 0000000000000000 00000000, false",
  })
  void whatIsNotKnownToBeAReadMayChangeSomething(String hex, boolean harmless) {
    byte[] request = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(Harmless.is(false, 502, request)).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource({
    "'GET / HTTP/1.1|Host: a||', true",
    "'GET / HTTP/1.1|Host: a|', false",
    "'POST /stop HTTP/1.1|Content-Length: 0||', false",
    "'DELETE / HTTP/1.0||', false",
    "'USER anonymous|', true",
    "'SYST|', true",
    "'STOR firmware.bin|', false",
    "'reboot|', false",
  })
  void soIsText(String text, boolean harmless) {
    byte[] request = text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
    assertThat(Harmless.is(false, 80, request)).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource({
    "3029 020100 0406 7075626c6963 a01c 0204, true", // get
    "3029 020100 0406 7075626c6963 a31c 0204, false", // set
    "3029 020100 04ff 7075626c6963 a01c 0204, false",
    "30, false",
  })
  void soIsSnmp(String hex, boolean harmless) {
    byte[] request = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(Harmless.is(true, 161, request)).isEqualTo(harmless);
  }
}
