package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelloTest {
  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "06000010000000010001000800000072, true, 'Open vSwitch 3.1, versions 1.0 and 1.3-1.5'",
    "04000010000000010001000800000010, true, 'Open vSwitch 3.1, 1.3 alone'",
    "06000010000000010001000800000060, false, '1.4 and 1.5 alone'",
    "01000010000000010001000800000002, false, '1.0 alone'",
    "0100000800000001, false, '1.0 without a bitmap'",
    "0300000800000001, false, '1.2 without a bitmap'",
    "0400000800000001, true, '1.3 without a bitmap'",
    "0600000800000001, true, '1.5 without a bitmap: the lower of both counts'",
    "040000180000000100630005aa0000000001000800000010, true, 'an unknown element, padded, first'",
    "060000180000000100630005aa0000000001000800000060, false, 'the same, without 1.3'",
    "0600001000000001000100ff00000060, true, 'an element longer than the message'",
    "06000010000000010001000000000060, true, 'an element shorter than its head'",
    "0600000c0000000100010004, true, 'an empty bitmap'",
    "0600000b00000001000100, true, 'half an element'",
  })
  void findsOutWhether13IsSpoken(String hex, boolean offered, String what) {
    assertThat(Hello.offers13(bytes(hex))).as(what).isEqualTo(offered);
  }

  @Test
  void offersVersion13Alone() {
    assertThat(ByteBufUtil.hexDump(Hello.ours(ByteBufAllocator.DEFAULT)))
        .isEqualTo("04000010000000000001000800000010");
  }

  @ParameterizedTest
  @CsvSource({"0100000800000007, 1", "06000010000000070001000800000060, 4"})
  void refusesInWordsThatTheOtherCanRead(String hello, int version) {
    ByteBuf error = Hello.incompatible(bytes(hello), ByteBufAllocator.DEFAULT);

    assertThat(Frame.version(error)).isEqualTo(version);
    assertThat(Frame.type(error)).isEqualTo(Frame.ERROR);
    assertThat(error.getUnsignedShort(2)).isEqualTo(error.readableBytes());
    assertThat(Frame.xid(error)).isEqualTo(7);
    assertThat(error.getInt(8)).as("HELLO_FAILED INCOMPATIBLE").isZero();
    assertThat(error.toString(12, error.readableBytes() - 12, StandardCharsets.US_ASCII))
        .isEqualTo("OpenFlow 1.3 only");
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
  }
}
