package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;

/**
 * One request as it came, and the checks that must precede any reading of it.
 *
 * @param transaction 0–65535
 * @param unit 0–255
 * @param pdu function code and data, 1–253 bytes
 */
record Request(int transaction, int unit, byte[] pdu) {
  /** Bytes of the MBAP header without the unit identifier. */
  static final int PREFIX = 6;

  int function() {
    return pdu[0] & 0xff;
  }

  /** A 16-bit field; it must be there. */
  int word(int offset) {
    return (pdu[offset] & 0xff) << 8 | pdu[offset + 1] & 0xff;
  }

  /** What follows an offset. */
  byte[] from(int offset) {
    return Arrays.copyOfRange(pdu, offset, pdu.length);
  }

  /**
   * Whether its length fits its function and its quantities lie within the limits. Bytes that
   * follow a complete request are nobody's concern, as with most devices.
   */
  boolean isWellFormed(Limits limits) {
    return switch (function()) {
      case FunctionCode.READ_COILS, FunctionCode.READ_DISCRETE ->
          pdu.length >= 5 && within(word(3), limits.bitsPerRead());
      case FunctionCode.READ_HOLDING, FunctionCode.READ_INPUT ->
          pdu.length >= 5 && within(word(3), limits.registersPerRead());
      case FunctionCode.WRITE_COIL -> pdu.length >= 5 && (word(3) == 0 || word(3) == 0xff00);
      case FunctionCode.WRITE_REGISTER -> pdu.length >= 5;
      case FunctionCode.WRITE_COILS ->
          pdu.length >= 6
              && within(word(3), limits.bitsPerWrite())
              && carries(5, (word(3) + 7) / 8);
      case FunctionCode.WRITE_REGISTERS ->
          pdu.length >= 6 && within(word(3), limits.registersPerWrite()) && carries(5, 2 * word(3));
      case FunctionCode.MASK_WRITE -> pdu.length >= 7;
      case FunctionCode.READ_WRITE ->
          pdu.length >= 10
              && within(word(3), limits.registersPerRead())
              && within(word(7), Limits.REGISTERS_PER_READ_WRITE)
              && carries(9, 2 * word(7));
      default -> true;
    };
  }

  private static boolean within(int quantity, int most) {
    return quantity >= 1 && quantity <= most;
  }

  /** Whether the byte count at an offset is this one, and so many bytes follow it. */
  private boolean carries(int offset, int bytes) {
    return (pdu[offset] & 0xff) == bytes && pdu.length >= offset + 1 + bytes;
  }
}
