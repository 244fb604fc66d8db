package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A run of non-negative whole numbers (ports, VLAN ids, registers), both ends included. */
public record NumberRange(int first, int last) {
  private static final Pattern NOTATION = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

  public NumberRange {
    if (first < 0 || first > last) {
      throw new IllegalArgumentException("a range runs upwards from 0: " + first + "-" + last);
    }
  }

  /** The range that holds one number. */
  public static NumberRange of(int only) {
    return new NumberRange(only, only);
  }

  /** Reads {@code 3000-3999} or a single number; empty for anything else. */
  public static Optional<NumberRange> tryParse(String text) {
    Matcher ends = NOTATION.matcher(text);
    if (!ends.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(ends.group(1));
    int last = ends.group(2) == null ? first : Integer.parseInt(ends.group(2));
    return first <= last ? Optional.of(new NumberRange(first, last)) : Optional.empty();
  }

  /**
   * Reads {@code 3000-3999} or a single number.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static NumberRange parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a range of numbers: " + text));
  }

  public boolean contains(int number) {
    return first <= number && number <= last;
  }

  /** Calls for each number, upwards. */
  public void forEach(IntConsumer each) {
    IntStream.rangeClosed(first, last).forEach(each);
  }

  public int size() {
    return last - first + 1;
  }

  @JsonValue
  @Override
  public String toString() {
    return first == last ? Integer.toString(first) : first + "-" + last;
  }
}
