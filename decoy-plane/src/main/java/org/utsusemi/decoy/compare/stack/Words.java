package org.utsusemi.decoy.compare.stack;

import java.util.Map;

/** What people call nmap's tests, attributes and values (nmap's documentation, chapter 8). */
final class Words {
  private static final Map<String, String> SUBJECTS =
      Map.ofEntries(
          Map.entry("ECN", "SYN/ACK to a SYN that offers ECN"),
          Map.entry("T1", "SYN/ACK"),
          Map.entry("T2", "answer of an open port to a segment without flags"),
          Map.entry("T3", "answer of an open port to SYN+FIN+URG+PSH"),
          Map.entry("T4", "answer of an open port to a stray ACK"),
          Map.entry("T5", "answer of a closed port to SYN"),
          Map.entry("T6", "answer of a closed port to ACK"),
          Map.entry("T7", "answer of a closed port to FIN+PSH+URG"),
          Map.entry("U1", "ICMP error of a closed UDP port"),
          Map.entry("IE", "replies to pings"));

  /** Of the test SEQ. */
  private static final Map<String, String> SERIES =
      Map.of(
          "SP", "predictability of initial sequence numbers",
          "GCD", "step of initial sequence numbers",
          "ISR", "rate of initial sequence numbers",
          "TI", "IP-ID of SYN/ACK",
          "CI", "IP-ID of resets",
          "II", "IP-ID of ping replies",
          "SS", "IP-ID counter of TCP and ICMP",
          "TS", "clock of TCP timestamps");

  private static final Map<String, String> ASPECTS =
      Map.ofEntries(
          Map.entry("R", "whether it answers"),
          Map.entry("DF", "don't-fragment bit"),
          Map.entry("DFI", "don't-fragment bit"),
          Map.entry("T", "initial time to live"),
          Map.entry("TG", "initial time to live, guessed"),
          Map.entry("W", "window"),
          Map.entry("S", "sequence number"),
          Map.entry("A", "acknowledgment number"),
          Map.entry("F", "flags"),
          Map.entry("RD", "data in the reset, its checksum"),
          Map.entry("Q", "quirks"),
          Map.entry("CC", "congestion flags"),
          Map.entry("CD", "code"),
          Map.entry("IPL", "length of the packet"),
          Map.entry("UN", "unused field"),
          Map.entry("RIPL", "length that is quoted"),
          Map.entry("RID", "IP-ID that is quoted"),
          Map.entry("RIPCK", "IP checksum that is quoted"),
          Map.entry("RUCK", "UDP checksum that is quoted"),
          Map.entry("RUD", "data that is quoted"));

  private static final Map<String, String> ANSWERS = Map.of("Y", "answers", "N", "is silent");
  private static final Map<String, String> BIT = Map.of("Y", "set", "N", "not set");
  private static final Map<String, String> QUOTED =
      Map.of("G", "as it was sent", "Z", "zero", "I", "wrong");
  private static final Map<String, String> IDENTIFICATIONS =
      Map.of(
          "Z", "always zero",
          "RD", "random",
          "RI", "increments at random",
          "BI", "increments with its bytes swapped",
          "I", "increments");

  private static final Map<String, Map<String, String>> VALUES =
      Map.ofEntries(
          Map.entry("R", ANSWERS),
          Map.entry("DF", BIT),
          Map.entry("DFI", Map.of("N", "not set", "S", "as in the ping", "Y", "set", "O", "other")),
          Map.entry(
              "S",
              Map.of(
                  "Z", "zero", "A", "what was acknowledged", "A+", "that and one", "O", "other")),
          Map.entry(
              "A",
              Map.of("Z", "zero", "S", "the sequence", "S+", "the sequence and one", "O", "other")),
          Map.entry("RD", Map.of("0", "none")),
          Map.entry("Q", Map.of("", "none", "R", "reserved bit set", "U", "urgent pointer set")),
          Map.entry(
              "CC",
              Map.of(
                  "Y", "ECE", "N", "none: it does not know ECN", "S", "ECE and CWR", "O", "CWR")),
          Map.entry("CD", Map.of("Z", "zero", "S", "as in the ping", "O", "other")),
          Map.entry("RIPL", QUOTED),
          Map.entry("RID", QUOTED),
          Map.entry("RIPCK", QUOTED),
          Map.entry("RUCK", QUOTED),
          Map.entry("RUD", QUOTED),
          Map.entry("TI", IDENTIFICATIONS),
          Map.entry("CI", IDENTIFICATIONS),
          Map.entry("II", IDENTIFICATIONS),
          Map.entry("SS", Map.of("S", "one for both", "O", "two")),
          Map.entry(
              "TS",
              Map.of(
                  "U",
                  "no timestamps",
                  "0",
                  "stands at zero",
                  "1",
                  "2 Hz",
                  "7",
                  "100 Hz",
                  "8",
                  "200 Hz")));

  private Words() {}

  static String subject(String test) {
    return SUBJECTS.getOrDefault(test, test);
  }

  static String seriesAspect(String attribute) {
    return SERIES.getOrDefault(attribute, attribute);
  }

  static String aspect(String attribute) {
    return ASPECTS.getOrDefault(attribute, attribute);
  }

  /** Values in words; empty for an attribute whose values stand for themselves. */
  static Map<String, String> values(String attribute) {
    return VALUES.getOrDefault(attribute, Map.of());
  }
}
