package org.utsusemi.decoy.personality;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The tests of a fingerprint, their attributes and what these may be. */
final class Attributes {
  private static final Pattern NUMBER = Pattern.compile("[0-9A-F]{1,8}");
  private static final Pattern OPTIONS =
      Pattern.compile("(?:[LNS]|M[0-9A-F]{1,4}|W[0-9A-F]{1,2}|T[01][01])*");

  private static final String NUMERIC = "a hexadecimal number";
  private static final Map<String, Pattern> WORDS =
      Map.ofEntries(
          Map.entry("R", Pattern.compile("[YN]")),
          Map.entry("DF", Pattern.compile("[YN]")),
          Map.entry("TI", Pattern.compile("I|Z|RD|RI|BI|[0-9A-F]{1,4}")),
          Map.entry("CI", Pattern.compile("I|Z|RD|RI|BI|[0-9A-F]{1,4}")),
          Map.entry("II", Pattern.compile("I|Z|RD|RI|BI|[0-9A-F]{1,4}")),
          Map.entry("SS", Pattern.compile("[SO]")),
          Map.entry("TS", Pattern.compile("U|[0-9A-F]{1,2}")),
          Map.entry("O", OPTIONS),
          Map.entry("CC", Pattern.compile("[YNSO]")),
          Map.entry("Q", Pattern.compile("R?U?")),
          Map.entry("S", Pattern.compile("Z|A|A\\+|O")),
          Map.entry("A", Pattern.compile("Z|S|S\\+|O")),
          Map.entry("F", Pattern.compile("E?U?A?P?R?S?F?")),
          Map.entry("RIPL", Pattern.compile("G|[0-9A-F]{1,4}")),
          Map.entry("RID", Pattern.compile("G|[0-9A-F]{1,4}")),
          Map.entry("RIPCK", Pattern.compile("[GZI]")),
          Map.entry("RUCK", Pattern.compile("G|[0-9A-F]{1,4}")),
          Map.entry("RUD", Pattern.compile("[GI]")),
          Map.entry("DFI", Pattern.compile("[NSYO]")),
          Map.entry("CD", Pattern.compile("[ZSO]|[0-9A-F]{1,2}")));

  private static final Set<String> PROBE =
      Set.of("R", "DF", "T", "TG", "W", "S", "A", "F", "O", "RD", "Q");

  private static final Map<String, Set<String>> KNOWN =
      Map.ofEntries(
          Map.entry("SEQ", Set.of("R", "SP", "GCD", "ISR", "TI", "CI", "II", "SS", "TS")),
          Map.entry("OPS", Set.of("R", "O1", "O2", "O3", "O4", "O5", "O6")),
          Map.entry("WIN", Set.of("R", "W1", "W2", "W3", "W4", "W5", "W6")),
          Map.entry("ECN", Set.of("R", "DF", "T", "TG", "W", "O", "CC", "Q")),
          Map.entry("T1", PROBE),
          Map.entry("T2", PROBE),
          Map.entry("T3", PROBE),
          Map.entry("T4", PROBE),
          Map.entry("T5", PROBE),
          Map.entry("T6", PROBE),
          Map.entry("T7", PROBE),
          Map.entry(
              "U1",
              Set.of(
                  "R", "DF", "T", "TG", "IPL", "UN", "RIPL", "RID", "RIPCK", "RUCK", "RUD", "RUL",
                  "TOS")),
          Map.entry("IE", Set.of("R", "DFI", "T", "TG", "CD", "TOSI", "SI", "DLI")));

  /** What tells how a scan was made, not what the host is. */
  static final String SCAN = "SCAN";

  /** The tests in the order in which nmap writes them. */
  static final List<String> TESTS =
      List.of("SEQ", "OPS", "WIN", "ECN", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "U1", "IE");

  private Attributes() {}

  static boolean isTest(String name) {
    return name.equals(SCAN) || KNOWN.containsKey(name);
  }

  static Set<String> of(String test) {
    return KNOWN.getOrDefault(test, Set.of());
  }

  /**
   * @throws IllegalArgumentException naming the attribute when it cannot be that
   */
  static void check(String test, String name, Expression value) {
    Pattern word = WORDS.getOrDefault(kind(name), NUMBER);
    for (Expression.Part part : value.parts()) {
      if (!part.isRange() && !word.matcher(part.text()).matches()) {
        // OPS, WIN and the like of nmap before 5 may be empty for want of an answer
        if (part.text().isEmpty() && word == NUMBER) {
          continue;
        }
        throw new IllegalArgumentException(
            test
                + "."
                + name
                + " is '"
                + part.text()
                + "' where "
                + (word == NUMBER ? NUMERIC : "one of " + word.pattern())
                + " goes");
      }
    }
  }

  private static String kind(String name) {
    boolean numbered = name.length() == 2 && Character.isDigit(name.charAt(1));
    return numbered ? name.substring(0, 1) : name;
  }
}
