package org.utsusemi.decoy.personality;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What a reset says. Some hosts put words into it, of which a fingerprint tells no more than the
 * CRC-32; any words that have it will do.
 */
final class ResetText {
  private static final int[] TABLE = table();
  private static final int MOST_TRIES = 200_000;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private ResetText() {}

  /** Eight letters, or whatever bytes it takes, with a CRC-32; nothing for 0. */
  static ByteBuffer withCrc(int crc) {
    if (crc == 0) {
      return NOTHING;
    }
    byte[] text = new byte[8];
    for (int number = 0; number < MOST_TRIES; number++) {
      int rest = number;
      for (int i = 0; i < 4; i++) {
        text[i] = (byte) ('a' + rest % 26);
        rest /= 26;
      }
      forge(text, crc);
      if (isPrintable(text)) {
        break;
      }
    }
    return ByteBuffer.wrap(text).asReadOnlyBuffer();
  }

  /** Sets the last four bytes so that the whole has the CRC: the register is run backwards. */
  private static void forge(byte[] text, int crc) {
    CRC32 front = new CRC32();
    front.update(text, 0, 4);
    int register = ~crc;
    for (int i = 0; i < 4; i++) {
      register = register << 8 ^ TABLE[index(register >>> 24)] << 8 ^ index(register >>> 24);
    }
    int patch = register ^ ~(int) front.getValue();
    for (int i = 0; i < 4; i++) {
      text[4 + i] = (byte) (patch >>> 8 * i);
    }
  }

  /** Whose table entry has this highest octet; each highest octet stands there once. */
  private static int index(int highest) {
    for (int i = 0; i < 256; i++) {
      if (TABLE[i] >>> 24 == highest) {
        return i;
      }
    }
    throw new IllegalStateException("no table of CRC-32");
  }

  private static boolean isPrintable(byte[] text) {
    for (byte b : text) {
      if (b < ' ' || b > '~') {
        return false;
      }
    }
    return true;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) != 0 ? value >>> 1 ^ 0xedb88320 : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }
}
