package org.utsusemi.decoy.personality;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attribute of a fingerprint may be: alternatives {@code a|b}, hexadecimal ranges {@code
 * a-b}, {@code <a}, {@code >a}. An empty alternative means an empty value.
 */
final class Expression {
  /** Larger than any value that nmap writes. */
  private static final long MOST = 0xffff_ffffL;

  private static final int MOST_PARTS = 64;
  private static final Pattern RANGE = Pattern.compile("([0-9A-F]{1,8})-([0-9A-F]{1,8})");
  private static final Pattern BOUND = Pattern.compile("([<>])([0-9A-F]{1,8})");
  private static final Pattern NUMBER = Pattern.compile("[0-9A-F]{1,8}");

  /** One alternative: a text, or all numbers from {@code low} to {@code high}. */
  record Part(String text, long low, long high) {
    boolean isRange() {
      return text == null;
    }

    boolean isNumber() {
      return low <= high;
    }
  }

  private final List<Part> parts;

  private Expression(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static Expression parse(String text) {
    List<Part> parts = new ArrayList<>();
    for (String alternative : text.split("\\|", -1)) {
      parts.add(part(alternative));
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("has more than " + MOST_PARTS + " alternatives");
    }
    return new Expression(parts);
  }

  private static Part part(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      long low = Long.parseLong(range.group(1), 16);
      long high = Long.parseLong(range.group(2), 16);
      if (low > high) {
        throw new IllegalArgumentException("has the range " + text + " the wrong way round");
      }
      return new Part(null, low, high);
    }
    Matcher bound = BOUND.matcher(text);
    if (bound.matches()) {
      long limit = Long.parseLong(bound.group(2), 16);
      return bound.group(1).equals("<")
          ? new Part(null, 0, Math.max(0, limit - 1))
          : new Part(null, limit + 1, MOST);
    }
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text, 16);
      return new Part(text, number, number);
    }
    return new Part(text, 1, 0);
  }

  List<Part> parts() {
    return parts;
  }

  /** Whether nmap would take a value for this. */
  boolean matches(String value) {
    boolean number = NUMBER.matcher(value).matches();
    for (Part part : parts) {
      if (part.isRange()
          ? number && has(part, Long.parseLong(value, 16))
          : part.text.equals(value)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(long number) {
    for (Part part : parts) {
      if (has(part, number)) {
        return true;
      }
    }
    return false;
  }

  boolean isNumeric() {
    return parts.stream().allMatch(Part::isNumber);
  }

  /** One of the alternatives, as a text; the same each time for the same number. */
  String pick(int number) {
    Part part = parts.get(Math.floorMod(number, parts.size()));
    if (!part.isRange()) {
      return part.text;
    }
    long span = part.high - part.low + 1;
    long offset = Long.remainderUnsigned(Mixer.mix(number), Math.min(span, 0x1_0000));
    return Long.toHexString(part.low + offset).toUpperCase(java.util.Locale.ROOT);
  }

  /** The highest number that is not above {@code most}. */
  OptionalLong highest(long most) {
    return parts.stream()
        .filter(Part::isNumber)
        .filter(part -> part.low <= most)
        .mapToLong(part -> Math.min(part.high, most))
        .max();
  }

  private static boolean has(Part part, long number) {
    return part.low <= number && number <= part.high;
  }
}
