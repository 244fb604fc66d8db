package org.utsusemi.decoy.personality;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * A fingerprint with one of the alternatives taken in each attribute. Choices of one fingerprint
 * are numbered; attributes with the same alternatives get the same one, so that the tests agree.
 */
final class Choice {
  /** Initial values that systems really use. */
  private static final int[] INITIAL_TTLS = {255, 200, 128, 100, 64, 60, 32, 30};

  /** More than any likeness. */
  private static final int AGREEMENT = 1000;

  private final Fingerprint fingerprint;
  private final int number;

  Choice(Fingerprint fingerprint, int number) {
    this.fingerprint = fingerprint;
    this.number = number;
  }

  boolean answers(String test) {
    return fingerprint.answers(test);
  }

  Optional<String> text(String test, String name) {
    return fingerprint.get(test, name).map(expression -> expression.pick(number));
  }

  /** One that satisfies a condition if any does. */
  String text(String test, String name, String otherwise, Predicate<String> wanted) {
    Expression expression = fingerprint.get(test, name).orElse(null);
    if (expression == null) {
      return otherwise;
    }
    for (int i = 0; i < expression.parts().size(); i++) {
      String candidate = expression.pick(number + i);
      if (wanted.test(candidate)) {
        return candidate;
      }
    }
    return expression.pick(number);
  }

  String text(String test, String name, String otherwise) {
    return text(test, name).orElse(otherwise);
  }

  boolean is(String test, String name, String value) {
    return text(test, name).filter(value::equals).isPresent();
  }

  /** A hexadecimal attribute; empty when it is not there, no number or above {@code most}. */
  OptionalInt number(String test, String name, int most) {
    String text = text(test, name).orElse("");
    if (!text.matches("[0-9A-F]{1,8}")) {
      return OptionalInt.empty();
    }
    long value = Long.parseLong(text, 16);
    return value <= most ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  /**
   * That of several alternatives which agrees with the clock of timestamps, and is most like
   * another text of options.
   */
  String options(String test, String name, String other) {
    Expression expression = fingerprint.get(test, name).orElse(null);
    if (expression == null) {
      return other;
    }
    String best = expression.pick(number);
    int most = likeness(best, other) + agreement(best);
    for (int i = 0; i < expression.parts().size(); i++) {
      String candidate = expression.pick(i);
      int likeness = likeness(candidate, other) + agreement(candidate);
      if (likeness > most) {
        best = candidate;
        most = likeness;
      }
    }
    return best;
  }

  private int agreement(String text) {
    String options = OptionText.beforeEnd(text);
    return agree(clock(), options) ? AGREEMENT : 0;
  }

  /** What TS is: one that agrees with the options of SYN/ACKs, if any does; empty: not known. */
  String clock() {
    return text("SEQ", "TS", "", this::agreesWithSome);
  }

  private boolean agreesWithSome(String clock) {
    Expression first = fingerprint.get("OPS", "O1").orElse(null);
    if (first == null) {
      return true;
    }
    for (int i = 0; i < first.parts().size(); i++) {
      if (agree(clock, OptionText.beforeEnd(first.pick(i)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean agree(String clock, String options) {
    return switch (clock) {
      case "" -> true;
      case "U" -> !options.contains("T");
      case "0" -> options.contains("T0");
      default -> options.contains("T1");
    };
  }

  private static int likeness(String one, String other) {
    int same = 0;
    while (same < one.length()
        && same < other.length()
        && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same)) {
      same++;
    }
    int front = 0;
    while (front < one.length()
        && front < other.length()
        && one.charAt(front) == other.charAt(front)) {
      front++;
    }
    boolean letters = one.replaceAll("[0-9]", "").equals(other.replaceAll("[0-9]", ""));
    return same + front + (letters ? 8 : 0);
  }

  /** A test with what has been chosen, as nmap would print it of a host; empty: it is not there. */
  Optional<String> print(String test) {
    if (!fingerprint.has(test)) {
      return Optional.empty();
    }
    StringJoiner attributes = new StringJoiner("%", test + "(", ")");
    for (String name : fingerprint.names(test)) {
      switch (name) {
        case "R" -> attributes.add("R=" + (answers(test) ? "Y" : "N"));
        case "T" ->
            attributes.add("T=" + Integer.toHexString(timeToLive(test)).toUpperCase(Locale.ROOT));
        case "TG", "SP", "GCD", "ISR" -> {}
        default -> attributes.add(name + "=" + chosen(test, name));
      }
    }
    return Optional.of(attributes.toString());
  }

  private String chosen(String test, String name) {
    if (test.equals("OPS")) {
      return options(test, name, options(test, "O1", text(test, "O1", "")));
    }
    return test.equals("T1") && Set.of("S", "A", "F").contains(name)
        ? text(test, name, "", Set.of("O", "S+", "AS")::contains)
        : text(test, name, "");
  }

  /**
   * The highest usual initial time to live that a test allows, else the highest of all; 0 when it
   * allows none that fits into its octet. One hop away, nmap sees what was sent.
   */
  int timeToLive(String test) {
    Optional<Expression> range = fingerprint.get(test, "T");
    if (range.isPresent()) {
      for (int ttl : INITIAL_TTLS) {
        if (range.get().contains(ttl)) {
          return ttl;
        }
      }
      OptionalLong highest = range.get().highest(255);
      return (int) highest.orElse(0);
    }
    Optional<Expression> guess = fingerprint.get(test, "TG");
    return guess.isPresent() ? (int) guess.get().highest(255).orElse(0) : -1;
  }
}
