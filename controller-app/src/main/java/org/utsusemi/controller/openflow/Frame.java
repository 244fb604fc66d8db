package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;

/** The head that every OpenFlow message bears, and the numbers in it (OpenFlow 1.3.5, 7.1). */
final class Frame {
  static final int HEAD = 8;
  static final int OF13 = 4;

  static final int HELLO = 0;
  static final int ERROR = 1;
  static final int ECHO_REQUEST = 2;
  static final int ECHO_REPLY = 3;
  static final int EXPERIMENTER = 4;
  static final int FEATURES_REPLY = 6;
  static final int PACKET_IN = 10;
  static final int FLOW_REMOVED = 11;
  static final int PORT_STATUS = 12;
  static final int MULTIPART_REPLY = 19;
  static final int BARRIER_REPLY = 21;

  static final int MULTIPART_FLOW = 1;
  static final int MULTIPART_PORT_DESC = 13;
  static final int MULTIPART_HEAD = 16;

  private Frame() {}

  static int version(ByteBuf frame) {
    return frame.getUnsignedByte(frame.readerIndex());
  }

  static int type(ByteBuf frame) {
    return frame.getUnsignedByte(frame.readerIndex() + 1);
  }

  static long xid(ByteBuf frame) {
    return frame.getUnsignedInt(frame.readerIndex() + 4);
  }

  /** Whether this is a multipart reply, long enough to be one, of the given kind. */
  static boolean isMultipart(ByteBuf frame, int kind) {
    return type(frame) == MULTIPART_REPLY
        && frame.readableBytes() >= MULTIPART_HEAD
        && frame.getUnsignedShort(frame.readerIndex() + 8) == kind;
  }

  /** Whether another part follows this multipart reply (OFPMPF_REPLY_MORE). */
  static boolean hasMore(ByteBuf multipart) {
    return (multipart.getUnsignedShort(multipart.readerIndex() + 10) & 1) != 0;
  }
}
