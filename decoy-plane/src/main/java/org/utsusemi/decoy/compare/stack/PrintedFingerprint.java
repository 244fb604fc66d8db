package org.utsusemi.decoy.compare.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests with their attributes as nmap prints them of one scan. Of a test that stands there more
 * than once, as after several tries, the first counts.
 */
final class PrintedFingerprint {
  private static final int LONGEST = 20_000;
  private static final Pattern TEST = Pattern.compile("([A-Z0-9]{1,8})\\(([^()]{0,2000})\\)");

  private PrintedFingerprint() {}

  /**
   * Reads one; lines may be wrapped anywhere and begin with {@code OS:}.
   *
   * @return attributes by test
   * @throws IllegalArgumentException when it is too long or holds no test
   */
  static Map<String, Map<String, String>> read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a fingerprint of " + text.length() + " characters");
    }
    StringBuilder joined = new StringBuilder();
    text.lines()
        .map(String::strip)
        .forEach(line -> joined.append(line.startsWith("OS:") ? line.substring(3) : line));
    Map<String, Map<String, String>> tests = new LinkedHashMap<>();
    Matcher matcher = TEST.matcher(joined);
    while (matcher.find()) {
      tests.putIfAbsent(matcher.group(1), attributes(matcher.group(2)));
    }
    if (tests.isEmpty()) {
      throw new IllegalArgumentException("no fingerprint: expected tests such as T1(R=Y%DF=Y…)");
    }
    return tests;
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String attribute : text.split("%")) {
      int equals = attribute.indexOf('=');
      if (equals > 0) {
        attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
      }
    }
    return attributes;
  }
}
