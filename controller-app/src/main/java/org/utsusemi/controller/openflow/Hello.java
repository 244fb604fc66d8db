package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Agreeing on OpenFlow 1.3 (OpenFlow 1.3.5, 6.3.1 and 7.5.1). */
final class Hello {
  private static final int VERSION_BITMAP = 1;

  private Hello() {}

  /** A hello for 1.3 and nothing else. */
  static ByteBuf ours(ByteBufAllocator allocator) {
    ByteBuf hello = allocator.buffer(16);
    hello.writeByte(Frame.OF13).writeByte(Frame.HELLO).writeShort(16).writeInt(0);
    return hello.writeShort(VERSION_BITMAP).writeShort(8).writeInt(1 << Frame.OF13);
  }

  /**
   * Whether the sender of this hello speaks 1.3: its version bitmap says so or, when it has none,
   * its version is 1.3 or higher, for then the lower of both is spoken.
   */
  static boolean offers13(ByteBuf frame) {
    ByteBuf elements =
        frame.slice(frame.readerIndex() + Frame.HEAD, frame.readableBytes() - Frame.HEAD);
    while (elements.readableBytes() >= 4) {
      int type = elements.readUnsignedShort();
      int length = elements.readUnsignedShort() - 4;
      if (length < 0 || length > elements.readableBytes()) {
        break;
      }
      if (type == VERSION_BITMAP && length >= 4) {
        return (elements.readInt() & 1 << Frame.OF13) != 0;
      }
      int padded = length + 4 + 7 & ~7;
      elements.skipBytes(Math.min(padded - 4, elements.readableBytes()));
    }
    return Frame.version(frame) >= Frame.OF13;
  }

  /** HELLO_FAILED INCOMPATIBLE, in a version that the sender of {@code hello} can read. */
  static ByteBuf incompatible(ByteBuf hello, ByteBufAllocator allocator) {
    byte[] why = "OpenFlow 1.3 only".getBytes(StandardCharsets.US_ASCII);
    int length = Frame.HEAD + 4 + why.length;
    ByteBuf error = allocator.buffer(length);
    error.writeByte(Math.min(Frame.version(hello), Frame.OF13)).writeByte(Frame.ERROR);
    error.writeShort(length).writeInt((int) Frame.xid(hello));
    return error.writeInt(0).writeBytes(why);
  }
}
