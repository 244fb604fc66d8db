package org.utsusemi.decoy.personality;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.utsusemi.topology.yaml.Nearest;

/**
 * A TCP/IP fingerprint as nmap writes it: tests with their attributes, {@code T1(R=Y%DF=N%T=40…)}
 * (nmap's documentation, "Understanding an Nmap Fingerprint").
 */
public final class Fingerprint {
  private static final Pattern TEST = Pattern.compile("\\s*([A-Z0-9]{1,8})\\(([^()]{0,4000})\\)");
  private static final int LONGEST = 20_000;

  private final Map<String, Map<String, Expression>> tests;
  private final Map<String, Map<String, String>> texts;

  private Fingerprint(Map<String, Map<String, String>> texts) {
    this.texts = texts;
    this.tests = new LinkedHashMap<>();
    texts.forEach(
        (test, attributes) -> {
          Map<String, Expression> parsed = new LinkedHashMap<>();
          attributes.forEach((name, value) -> parsed.put(name, expression(test, name, value)));
          tests.put(test, parsed);
        });
  }

  /**
   * Reads a fingerprint. A test that stands in it several times, as {@code nmap -O} prints what
   * differed from try to try, may be either.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static Fingerprint parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("has more than " + LONGEST + " characters");
    }
    String joined = unwrap(text);
    Map<String, Map<String, String>> tests = new LinkedHashMap<>();
    Matcher test = TEST.matcher(joined);
    int end = 0;
    while (test.lookingAt()) {
      String name = test.group(1);
      if (!Attributes.isTest(name)) {
        throw new IllegalArgumentException("there is no test " + name);
      }
      if (!name.equals(Attributes.SCAN)) {
        tests.merge(name, attributes(name, test.group(2)), Fingerprint::either);
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
        String name = attribute.substring(0, equals);
        Set<String> known = Attributes.of(test);
        if (!known.contains(name)) {
          throw new IllegalArgumentException(
              test + " has no attribute '" + name + "'" + Nearest.hint(name, new TreeSet<>(known)));
        }
        attributes.put(name, attribute.substring(equals + 1));
      }
    }
    return attributes;
  }

  private static Map<String, String> either(Map<String, String> one, Map<String, String> other) {
    Map<String, String> merged = new LinkedHashMap<>(one);
    other.forEach(
        (name, value) ->
            merged.merge(
                name, value, (a, b) -> ("|" + a + "|").contains("|" + b + "|") ? a : a + "|" + b));
    return merged;
  }

  private static Expression expression(String test, String name, String value) {
    try {
      Expression expression = Expression.parse(value);
      Attributes.check(test, name, expression);
      return expression;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String place = test + "." + name;
      throw new IllegalArgumentException(
          message.startsWith(place) ? message : place + " " + message, e);
    }
  }

  /** With the tests of another one where this has none of that name. */
  Fingerprint completedBy(Fingerprint other) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(texts);
    other.texts.forEach(all::putIfAbsent);
    return new Fingerprint(all);
  }

  /** What an attribute may be; empty when the fingerprint does not say. */
  Optional<Expression> get(String test, String name) {
    return Optional.ofNullable(tests.getOrDefault(test, Map.of()).get(name));
  }

  /** The attributes of a test in the order in which they stand there. */
  Set<String> names(String test) {
    return tests.getOrDefault(test, Map.of()).keySet();
  }

  boolean has(String test) {
    return tests.containsKey(test);
  }

  /** Whether a test brings an answer. */
  boolean answers(String test) {
    return has(test) && get(test, "R").map(r -> r.matches("Y")).orElse(true);
  }

  /** The tests one after the other, each as nmap writes it. */
  @Override
  public String toString() {
    return texts.entrySet().stream()
        .map(
            test ->
                test.getKey()
                    + test.getValue().entrySet().stream()
                        .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                        .collect(Collectors.joining("%", "(", ")")))
        .collect(Collectors.joining("\n"));
  }
}
