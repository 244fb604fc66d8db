package org.utsusemi.decoy.persona;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.utsusemi.decoy.host.Personality;

/**
 * A TCP/IP fingerprint as nmap writes it: tests with their attributes, {@code T1(R=Y%DF=N%T=40…)}
 * (nmap's documentation, "Understanding an Nmap Fingerprint").
 *
 * @param tests attributes by test and name
 */
record Fingerprint(Map<String, Map<String, String>> tests) {
  private static final Set<String> TESTS =
      Set.of(
          "SCAN", "SEQ", "OPS", "WIN", "ECN", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "U1", "IE");
  private static final Pattern TEST = Pattern.compile("\\s*([A-Z0-9]{1,8})\\(([^()]{0,2000})\\)");
  private static final Pattern RANGE = Pattern.compile("([0-9A-F]{1,2})(?:-([0-9A-F]{1,3}))?");
  private static final Pattern MSS = Pattern.compile("M([0-9A-F]{1,4})");

  /** Initial values that systems really use. */
  private static final List<Integer> INITIAL_TTLS = List.of(255, 200, 128, 100, 64, 60, 32);

  /**
   * Reads a fingerprint.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Fingerprint parse(String text) {
    String joined = unwrap(text);
    Map<String, Map<String, String>> tests = new LinkedHashMap<>();
    Matcher test = TEST.matcher(joined);
    int end = 0;
    while (test.lookingAt()) {
      String name = test.group(1);
      if (!TESTS.contains(name)) {
        throw new IllegalArgumentException("there is no test " + name);
      }
      if (tests.put(name, attributes(name, test.group(2))) != null) {
        throw new IllegalArgumentException("the test " + name + " stands in it twice");
      }
      end = test.end();
      test.region(end, joined.length());
    }
    String rest = joined.substring(end).strip();
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot be read from '" + rest.substring(0, Math.min(20, rest.length())) + "' on");
    }
    if (!tests.containsKey("T1")) {
      throw new IllegalArgumentException("the test T1 is missing");
    }
    return new Fingerprint(tests);
  }

  /** {@code nmap -O} wraps its lines anywhere and begins each with {@code OS:}. */
  private static String unwrap(String text) {
    StringBuilder joined = new StringBuilder();
    text.lines()
        .map(String::strip)
        .forEach(line -> joined.append(line.startsWith("OS:") ? line.substring(3) : line + "\n"));
    return joined.toString();
  }

  private static Map<String, String> attributes(String test, String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String attribute : text.split("%")) {
      int equals = attribute.indexOf('=');
      if (equals < 1 && !attribute.isEmpty()) {
        throw new IllegalArgumentException(test + " has '" + attribute + "' where NAME=VALUE goes");
      }
      if (equals >= 1) {
        attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
      }
    }
    return attributes;
  }

  /** What is simple of it: time to live, DF, window and segment size of a SYN/ACK. */
  Personality personality() {
    Personality rest = Personality.EMBEDDED;
    return new Personality(
        ttl().orElse(rest.ttl()),
        value("T1", "DF").map(df -> df.equals("Y")).orElse(rest.dontFragment()),
        value("WIN", "W1").flatMap(w -> hex(w, 1, 0xffff)).orElse(rest.window()),
        mss().orElse(rest.mss()));
  }

  /** The highest usual initial value that the test T1 allows, or what nmap guesses. */
  private Optional<Integer> ttl() {
    Matcher range = RANGE.matcher(value("T1", "T").orElse(""));
    if (!range.matches()) {
      return value("T1", "TG").flatMap(guess -> hex(guess, 1, 255));
    }
    int low = Integer.parseInt(range.group(1), 16);
    int high = range.group(2) == null ? low : Integer.parseInt(range.group(2), 16);
    return INITIAL_TTLS.stream()
        .filter(ttl -> low <= ttl && ttl <= high)
        .findFirst()
        .or(() -> Optional.of(Math.min(high, 255)).filter(ttl -> ttl > 0));
  }

  private Optional<Integer> mss() {
    Matcher option = MSS.matcher(value("OPS", "O1").orElse(""));
    return option.find() ? hex(option.group(1), 64, 1460) : Optional.empty();
  }

  /** The first of the alternatives that an attribute may have. */
  private Optional<String> value(String test, String attribute) {
    return Optional.ofNullable(tests.getOrDefault(test, Map.of()).get(attribute))
        .map(alternatives -> alternatives.split("\\|", 2)[0]);
  }

  private static Optional<Integer> hex(String digits, int min, int max) {
    return digits.matches("[0-9A-F]{1,4}")
        ? Optional.of(Integer.parseInt(digits, 16)).filter(n -> n >= min && n <= max)
        : Optional.empty();
  }
}
