package org.utsusemi.decoy.value;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a value is stored: always big-endian, in as many bytes as its type takes. */
public enum ValueType {
  BOOL(1, 0, 1),
  INT16(2, Short.MIN_VALUE, Short.MAX_VALUE),
  UINT16(2, 0, 0xffff),
  INT32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  UINT32(4, 0, 0xffff_ffffL),
  FLOAT32(4, -Float.MAX_VALUE, Float.MAX_VALUE),
  FLOAT64(8, -Double.MAX_VALUE, Double.MAX_VALUE),
  /** Latin-1 text of a fixed length, padded with zeros. */
  STRING(0, 0, 0);

  private final int width;
  private final double lowest;
  private final double highest;

  ValueType(int width, double lowest, double highest) {
    this.width = width;
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The type that a persona file calls by this word: {@code float32}. */
  public static Optional<ValueType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** Every word that {@link #of} knows. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ValueType::word).toList();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Bytes that a number of this type takes; 0 for text, whose length is its own. */
  public int width() {
    return width;
  }

  public boolean isNumber() {
    return this != STRING && this != BOOL;
  }

  /** Whether a number lies within what this type can hold. */
  public boolean holds(double number) {
    return number >= lowest && number <= highest;
  }

  /** The number as bytes; a fraction is rounded where the type has none. */
  byte[] encode(double number) {
    ByteBuffer out = ByteBuffer.allocate(width);
    switch (this) {
      case BOOL -> out.put((byte) (number == 0 ? 0 : 1));
      case INT16, UINT16 -> out.putShort((short) Math.round(number));
      case INT32, UINT32 -> out.putInt((int) Math.round(number));
      case FLOAT32 -> out.putFloat((float) number);
      case FLOAT64 -> out.putDouble(number);
      case STRING -> throw new IllegalArgumentException("text is no number");
    }
    return out.array();
  }
}
