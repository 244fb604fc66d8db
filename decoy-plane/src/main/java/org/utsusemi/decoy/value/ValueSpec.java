package org.utsusemi.decoy.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a value is like.
 *
 * @param type how it is stored
 * @param length bytes that it takes: of the type, or those of a text
 * @param start what it is at first; empty: within the range, or 0, or an empty text
 * @param range what it stays within; always there for a number that moves other than by steps
 * @param motion how it moves by itself
 * @param writable whether a protocol may write it
 */
public record ValueSpec(
    ValueType type,
    int length,
    Optional<Start> start,
    Optional<Range> range,
    Motion motion,
    boolean writable) {

  public ValueSpec {
    boolean free = motion instanceof Motion.Still || motion instanceof Motion.Steps;
    if (!free && (range.isEmpty() || !type.isNumber())) {
      throw new IllegalArgumentException("only a number with a range moves");
    }
  }

  /** A number, or a flag (0 or 1), that never moves. */
  public static ValueSpec constant(ValueType type, double number, boolean writable) {
    return new ValueSpec(
        type,
        type.width(),
        Optional.of(new Start(number, "")),
        Optional.empty(),
        new Motion.Still(),
        writable);
  }

  /** A value to start from: the number, or for a text the text. */
  public record Start(double number, String text) {}

  /** Both ends included; {@code low} is below {@code high}. */
  public record Range(double low, double high) {
    double size() {
      return high - low;
    }

    /** Reflects a number at both ends until it lies within; neighbours stay neighbours. */
    double fold(double number) {
      double along = Math.abs(number - low) % (2 * size());
      return along <= size() ? low + along : high - (along - size());
    }
  }

  /**
   * What the value is when nobody has written it.
   *
   * @param seed of this value on this device
   * @param millis since 1970
   */
  byte[] at(long seed, long millis) {
    if (type == ValueType.STRING) {
      String text = start.map(Start::text).orElse("");
      return Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), length);
    }
    return type.encode(Movement.at(motion, range, startNumber(seed), seed, millis));
  }

  private double startNumber(long seed) {
    return start
        .map(Start::number)
        .or(() -> range.map(r -> r.low + r.size() * Noise.unit(seed, -1, 0)))
        .orElse(0.0);
  }
}
