package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/**
 * Cuts the stream into OpenFlow messages, each 8–65535 bytes long. What is no OpenFlow is known by
 * its first four bytes, and then nothing more of the stream is looked at.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  /** OpenFlow 1.0 to 1.5, and room for some that are to come: a hello may bear any of them. */
  private static final int VERSION_MAX = 0x10;

  private boolean broken;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < 4) {
      return;
    }
    int version = Frame.version(in);
    int length = in.getUnsignedShort(in.readerIndex() + 2);
    if (version == 0 || version > VERSION_MAX || length < Frame.HEAD) {
      broken = true;
      in.skipBytes(in.readableBytes());
      throw new CorruptedFrameException("not OpenFlow: version " + version + ", length " + length);
    }
    if (in.readableBytes() >= length) {
      out.add(in.readRetainedSlice(length));
    }
  }
}
