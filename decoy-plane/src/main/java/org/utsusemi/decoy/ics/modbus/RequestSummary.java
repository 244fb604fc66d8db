package org.utsusemi.decoy.ics.modbus;

import java.util.zip.CRC32;

/**
 * One line for people about a request: all that tells it from another but its transaction id, so
 * that touches with equal lines may be counted as one.
 */
final class RequestSummary {
  private RequestSummary() {}

  static String of(Request request, boolean wellFormed) {
    return "FC "
        + request.function()
        + " "
        + action(request, wellFormed)
        + " unit "
        + request.unit();
  }

  private static String action(Request request, boolean wellFormed) {
    if (!wellFormed) {
      return "malformed or beyond the limits, " + content(request, 1);
    }
    return switch (request.function()) {
      case FunctionCode.READ_COILS -> "read coils " + range(request, 1);
      case FunctionCode.READ_DISCRETE -> "read discrete " + range(request, 1);
      case FunctionCode.READ_HOLDING -> "read holding " + range(request, 1);
      case FunctionCode.READ_INPUT -> "read input " + range(request, 1);
      case FunctionCode.WRITE_COIL ->
          "write coil " + request.word(1) + " = " + (request.word(3) == 0 ? "off" : "on");
      case FunctionCode.WRITE_REGISTER ->
          "write holding " + request.word(1) + " = " + request.word(3);
      case FunctionCode.WRITE_COILS ->
          "write coils " + range(request, 1) + ", " + content(request, 6);
      case FunctionCode.WRITE_REGISTERS ->
          "write holding " + range(request, 1) + ", " + content(request, 6);
      case FunctionCode.MASK_WRITE ->
          String.format(
              "mask holding %d and %04x or %04x",
              request.word(1), request.word(3), request.word(5));
      case FunctionCode.READ_WRITE ->
          "write holding "
              + range(request, 5)
              + ", "
              + content(request, 10)
              + ", read holding "
              + range(request, 1);
      case FunctionCode.REPORT_SERVER_ID -> "report server id";
      case FunctionCode.ENCAPSULATED -> "read device identification, " + content(request, 1);
      default -> "unknown function, " + content(request, 1);
    };
  }

  private static String range(Request request, int offset) {
    int first = request.word(offset);
    int count = request.word(offset + 2);
    return count == 1 ? Integer.toString(first) : first + "-" + (first + count - 1);
  }

  private static String content(Request request, int offset) {
    byte[] data = request.from(Math.min(offset, request.pdu().length));
    CRC32 crc = new CRC32();
    crc.update(data);
    return String.format("%d bytes, crc32 %08x", data.length, crc.getValue());
  }
}
