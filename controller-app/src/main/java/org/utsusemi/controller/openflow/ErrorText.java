package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import org.projectfloodlight.openflow.protocol.OFErrorType;
import org.projectfloodlight.openflow.protocol.ver13.OFBadActionCodeSerializerVer13;
import org.projectfloodlight.openflow.protocol.ver13.OFBadInstructionCodeSerializerVer13;
import org.projectfloodlight.openflow.protocol.ver13.OFBadMatchCodeSerializerVer13;
import org.projectfloodlight.openflow.protocol.ver13.OFBadRequestCodeSerializerVer13;
import org.projectfloodlight.openflow.protocol.ver13.OFErrorTypeSerializerVer13;
import org.projectfloodlight.openflow.protocol.ver13.OFFlowModFailedCodeSerializerVer13;

/**
 * An error message in the specification's words, {@code FLOW_MOD_FAILED TABLE_FULL} (OpenFlow
 * 1.3.5, 7.4.4). Numbers stand where a switch uses types or codes of its own.
 */
final class ErrorText {
  private static final int SHORTEST = 12;

  private ErrorText() {}

  static String of(ByteBuf frame) {
    if (frame.readableBytes() < SHORTEST) {
      return "an error without type and code";
    }
    short type = frame.getShort(frame.readerIndex() + 8);
    short code = frame.getShort(frame.readerIndex() + 10);
    try {
      OFErrorType kind = OFErrorTypeSerializerVer13.ofWireValue(type);
      return kind == OFErrorType.EXPERIMENTER ? experimenter(frame) : kind + " " + code(kind, code);
    } catch (IllegalArgumentException e) {
      return "error type " + Short.toUnsignedInt(type) + " code " + Short.toUnsignedInt(code);
    }
  }

  private static String code(OFErrorType kind, short code) {
    return switch (kind) {
      case BAD_REQUEST -> OFBadRequestCodeSerializerVer13.ofWireValue(code).name();
      case BAD_ACTION -> OFBadActionCodeSerializerVer13.ofWireValue(code).name();
      case BAD_INSTRUCTION -> OFBadInstructionCodeSerializerVer13.ofWireValue(code).name();
      case BAD_MATCH -> OFBadMatchCodeSerializerVer13.ofWireValue(code).name();
      case FLOW_MOD_FAILED -> OFFlowModFailedCodeSerializerVer13.ofWireValue(code).name();
      default -> "code " + Short.toUnsignedInt(code);
    };
  }

  /** Its code is the experimenter's own type, and its id follows (Open vSwitch: 0x2320). */
  private static String experimenter(ByteBuf frame) {
    int type = frame.getUnsignedShort(frame.readerIndex() + 10);
    String of =
        frame.readableBytes() < SHORTEST + 4
            ? "?"
            : "0x" + Long.toHexString(frame.getUnsignedInt(frame.readerIndex() + SHORTEST));
    return "EXPERIMENTER " + of + " type " + type;
  }
}
