package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  /** A hello of 1.5 with a bitmap, an echo request with two bytes, a barrier reply. */
  private static final String THREE =
      "0600001000000001" + "0001000800000072" + "0402000a00000002abcd" + "0415000800000003";

  private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 34})
  void cutsTheSameFramesWhateverTheChunks(int size) {
    byte[] bytes = ByteBufUtil.decodeHexDump(THREE);
    for (int at = 0; at < bytes.length; at += size) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(size, bytes.length - at)));
    }

    assertThat(next()).isEqualTo("06000010000000010001000800000072");
    assertThat(next()).isEqualTo("0402000a00000002abcd");
    assertThat(next()).isEqualTo("0415000800000003");
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0400000700000001", // shorter than its own head
        "0400000000000001",
        "0000000800000001", // version 0
        "1100000800000001", // a version that will hardly come
        "474554202f204854", // GET / HT
        "1603010200010001", // a TLS client hello
        "ffffffffffffffff",
      })
  void givesUpOnWhatIsNoOpenFlow(String hex) {
    ByteBuf bytes = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));

    assertThatThrownBy(() -> channel.writeInbound(bytes))
        .isInstanceOf(CorruptedFrameException.class)
        .hasMessageContaining("not OpenFlow");
    channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(THREE)));
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void takesTheLongestMessageThereIs() {
    ByteBuf longest = Unpooled.buffer(0xffff);
    longest.writeByte(4).writeByte(2).writeShort(0xffff).writeInt(1).writeZero(0xffff - 8);
    channel.writeInbound(longest);

    ByteBuf frame = channel.readInbound();
    assertThat(frame.readableBytes()).isEqualTo(0xffff);
  }

  private String next() {
    ByteBuf frame = channel.readInbound();
    return ByteBufUtil.hexDump(frame);
  }
}
