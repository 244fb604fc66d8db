package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.decoy.value.ValueType;

/**
 * How a value lies in registers of 16 bits, each big-endian: numbers with their high word first
 * unless the persona says otherwise, a flag as 0 or 1, text two letters to a register.
 */
final class RegisterLayout {
  private RegisterLayout() {}

  static byte[] toWords(byte[] value, ValueSpec spec, boolean lowWordFirst) {
    if (spec.type() == ValueType.BOOL) {
      return new byte[] {0, value[0]};
    }
    byte[] words = Arrays.copyOf(value, (value.length + 1) / 2 * 2);
    return swapped(words, spec, lowWordFirst);
  }

  static byte[] fromWords(byte[] words, ValueSpec spec, boolean lowWordFirst) {
    if (spec.type() == ValueType.BOOL) {
      return new byte[] {(byte) (words[0] == 0 && words[1] == 0 ? 0 : 1)};
    }
    return Arrays.copyOf(swapped(words, spec, lowWordFirst), spec.length());
  }

  private static byte[] swapped(byte[] words, ValueSpec spec, boolean lowWordFirst) {
    if (!lowWordFirst || !spec.type().isNumber()) {
      return words;
    }
    byte[] out = new byte[words.length];
    for (int i = 0; i < words.length; i += 2) {
      out[i] = words[words.length - 2 - i];
      out[i + 1] = words[words.length - 1 - i];
    }
    return out;
  }
}
