package org.utsusemi.decoy.compare.stack;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.rule.Rule;
import org.utsusemi.decoy.compare.rule.SameStep;
import org.utsusemi.decoy.compare.rule.SeenBefore;
import org.utsusemi.decoy.compare.rule.WithinSpread;

/**
 * Takes a printed fingerprint apart. What one scan says of initial sequence numbers comes from six
 * samples, so that two scans of one machine differ: nmap's own data gives SP and ISR a width of ten
 * (five to either side of what was seen), and so do we.
 */
public final class FingerprintQuestions {
  private static final Set<String> NUMBERS = Set.of("T", "TG", "W", "IPL", "UN");
  private static final int ESTIMATE = 5;
  private static final int CLOCK = 1;

  /** 2^16 Hz: no clock ticks so fast; timestamps that start anew for each connection look so. */
  private static final int FASTEST_CLOCK = 0x10;

  private final BiConsumer<Question, String> out;

  private FingerprintQuestions(BiConsumer<Question, String> out) {
    this.out = out;
  }

  /**
   * Tells every field of a fingerprint.
   *
   * @param out takes each question with its value
   * @throws IllegalArgumentException when it is none
   */
  public static void tell(String fingerprint, BiConsumer<Question, String> out) {
    FingerprintQuestions questions = new FingerprintQuestions(out);
    PrintedFingerprint.read(fingerprint).forEach(questions::test);
  }

  /**
   * Whether its timestamps come from a clock, so that nmap's guess at the uptime means something.
   *
   * @throws IllegalArgumentException when it is no fingerprint
   */
  public static boolean tellsTime(String fingerprint) {
    String clock =
        PrintedFingerprint.read(fingerprint).getOrDefault("SEQ", Map.of()).getOrDefault("TS", "U");
    return !isRandom(clock);
  }

  private static boolean isRandom(String clock) {
    return clock.matches("[0-9A-F]{1,2}") && Integer.parseInt(clock, 16) > FASTEST_CLOCK;
  }

  private void test(String test, Map<String, String> attributes) {
    switch (test) {
      case "SCAN" -> {}
      case "SEQ" -> attributes.forEach(this::series);
      case "OPS", "WIN" -> attributes.forEach((name, value) -> syn(test + "." + name, name, value));
      default ->
          attributes.forEach(
              (name, value) -> answer(Words.subject(test), test + "." + name, name, value));
    }
  }

  private void series(String name, String value) {
    String subject = "a series of SYNs";
    String term = "SEQ." + name;
    switch (name) {
      case "R" -> add(subject, Words.aspect("R"), term, words("R"), value);
      case "SP", "ISR" ->
          add(
              subject,
              Words.seriesAspect(name),
              term,
              new WithinSpread(ESTIMATE, ""),
              decimal(value));
      case "GCD" -> add(subject, Words.seriesAspect(name), term, SameStep.STEP, decimal(value));
      case "TS" -> clock(subject, term, value);
      default -> add(subject, Words.seriesAspect(name), term, words(name), constant(name, value));
    }
  }

  /** TI, CI and II hold a number when the field never changes. */
  private static String constant(String name, String value) {
    boolean known = Words.values(name).containsKey(value);
    return known || !value.matches("[0-9A-F]{1,4}") ? value : "always 0x" + value;
  }

  private void clock(String subject, String term, String value) {
    String aspect = Words.seriesAspect("TS");
    boolean random = isRandom(value);
    add(
        subject,
        aspect,
        term,
        words("TS"),
        random ? "starts anew for each connection" : tick(value));
    if (random) {
      add(
          subject,
          aspect + ", apparent rate",
          term,
          new WithinSpread(CLOCK, " (binary logarithm of Hz)"),
          decimal(value));
    }
  }

  private static String tick(String value) {
    if (Words.values("TS").containsKey(value) || !value.matches("[0-9A-F]{1,2}")) {
      return value;
    }
    return "about " + (1 << Integer.parseInt(value, 16)) + " Hz";
  }

  /** One of six SYNs, each with options of its own. */
  private void syn(String term, String name, String value) {
    char number = name.charAt(name.length() - 1);
    if (name.startsWith("O")) {
      options("SYN/ACK to SYN " + number, term, value);
    } else if (name.startsWith("W")) {
      add("SYN/ACK to SYN " + number, Words.aspect("W"), term, SeenBefore.PLAIN, decimal(value));
    } else {
      add("SYN/ACKs", Words.aspect(name), term, words(name), value);
    }
  }

  private void answer(String subject, String term, String name, String value) {
    if (name.equals("O")) {
      options(subject, term, value);
    } else if (name.equals("F")) {
      add(subject, Words.aspect(name), term, SeenBefore.PLAIN, flags(value));
    } else if (NUMBERS.contains(name)) {
      add(subject, Words.aspect(name), term, SeenBefore.PLAIN, decimal(value));
    } else {
      add(subject, Words.aspect(name), term, words(name), value);
    }
  }

  private void options(String subject, String term, String value) {
    OptionSet options = OptionSet.read(value);
    add(subject, "order of TCP options", term, SeenBefore.PLAIN, options.order());
    options.segmentSize().ifPresent(size -> add(subject, "MSS", term, SeenBefore.PLAIN, size));
    options
        .windowScale()
        .ifPresent(shift -> add(subject, "window scale", term, SeenBefore.PLAIN, shift));
    options
        .timestamps()
        .ifPresent(times -> add(subject, "TCP timestamps", term, SeenBefore.PLAIN, times));
  }

  private static String flags(String letters) {
    StringBuilder told = new StringBuilder();
    for (char letter : letters.toCharArray()) {
      told.append(told.isEmpty() ? "" : "+")
          .append(
              switch (letter) {
                case 'E' -> "ECE";
                case 'U' -> "URG";
                case 'A' -> "ACK";
                case 'P' -> "PSH";
                case 'R' -> "RST";
                case 'S' -> "SYN";
                case 'F' -> "FIN";
                default -> String.valueOf(letter);
              });
    }
    return told.isEmpty() ? "none" : told.toString();
  }

  private void add(String subject, String aspect, String term, Rule rule, String value) {
    out.accept(new Question(Topic.STACK, subject, aspect, term, rule), value);
  }

  private static Rule words(String attribute) {
    return new SeenBefore(Words.values(attribute));
  }

  private static String decimal(String hex) {
    return hex.matches("[0-9A-F]{1,7}") ? String.valueOf(Integer.parseInt(hex, 16)) : hex;
  }
}
