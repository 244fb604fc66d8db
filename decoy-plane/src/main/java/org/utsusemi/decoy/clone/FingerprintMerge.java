package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Several fingerprints that nmap printed of one device, as one: numbers that differ become a range,
 * words that differ become alternatives, as in nmap's own data.
 */
final class FingerprintMerge {
  private static final Pattern TEST = Pattern.compile("([A-Z0-9]{2,4})\\(([^()]{0,2000})\\)");
  private static final List<String> ORDER =
      List.of("SEQ", "OPS", "WIN", "ECN", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "U1", "IE");

  /** Attributes that nmap measures, so that no two scans agree on them. */
  private static final Set<String> MEASURED = Set.of("SEQ.SP", "SEQ.ISR", "SEQ.GCD", "SEQ.TS");

  /** Alternatives of one attribute; more would not be a device's but noise. */
  private static final int MOST_ALTERNATIVES = 8;

  private final Map<String, List<Map<String, String>>> seen = new LinkedHashMap<>();
  private int count;

  /** Adds one; lines may begin with {@code OS:}. */
  void add(String printed) {
    String joined =
        printed
            .lines()
            .map(line -> line.startsWith("OS:") ? line.substring(3) : line)
            .collect(Collectors.joining());
    Matcher test = TEST.matcher(joined);
    boolean any = false;
    while (test.find()) {
      if (ORDER.contains(test.group(1))) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : test.group(2).split("%")) {
          int equals = attribute.indexOf('=');
          if (equals > 0) {
            attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
          }
        }
        seen.computeIfAbsent(test.group(1), t -> new ArrayList<>()).add(attributes);
        any = true;
      }
    }
    count += any ? 1 : 0;
  }

  int count() {
    return count;
  }

  boolean has(String test) {
    return seen.containsKey(test);
  }

  /** The fingerprint, one test to a line. */
  String text() {
    return ORDER.stream()
        .filter(seen::containsKey)
        .map(test -> test + "(" + attributes(test) + ")")
        .collect(Collectors.joining("\n"));
  }

  private String attributes(String test) {
    List<Map<String, String>> scans = answered(seen.get(test));
    Set<String> names = new LinkedHashSet<>();
    scans.forEach(scan -> names.addAll(scan.keySet()));
    return names.stream()
        .map(name -> name + "=" + value(test + "." + name, name, scans))
        .collect(Collectors.joining("%"));
  }

  /** An answer that one scan lost and another got is an answer. */
  private static List<Map<String, String>> answered(List<Map<String, String>> scans) {
    List<Map<String, String>> answered =
        scans.stream().filter(scan -> !"N".equals(scan.get("R"))).toList();
    return answered.isEmpty() ? scans : answered;
  }

  private static String value(String path, String name, List<Map<String, String>> scans) {
    Set<String> values = new TreeSet<>();
    scans.forEach(scan -> values.add(scan.getOrDefault(name, "")));
    if (values.size() > 1) {
      // a scan whose packets were lost knows the attribute less well than one that has it
      values.remove("");
    }
    if (values.size() > 1
        && MEASURED.contains(path)
        && values.stream().allMatch(FingerprintMerge::isHex)) {
      List<Integer> numbers = values.stream().map(v -> Integer.parseInt(v, 16)).sorted().toList();
      return hex(numbers.get(0)) + "-" + hex(numbers.get(numbers.size() - 1));
    }
    return values.stream().limit(MOST_ALTERNATIVES).collect(Collectors.joining("|"));
  }

  private static boolean isHex(String value) {
    return value.matches("[0-9A-F]{1,7}");
  }

  private static String hex(int number) {
    return Integer.toHexString(number).toUpperCase(java.util.Locale.ROOT);
  }
}
