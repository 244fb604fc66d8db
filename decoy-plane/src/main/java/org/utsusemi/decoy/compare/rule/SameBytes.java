package org.utsusemi.decoy.compare.rule;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * For answers, as {@link #value} writes them: the clone's must be the original's byte by byte, but
 * for the bytes that varied when the original was asked again, and the byte before each of these.
 * Answers of different lengths are masks of their own. Where the original never answered the same
 * twice and the clone always did, they differ too: a measured value that stands still gives a clone
 * away.
 *
 * <p>Entries that are no answers, such as {@code no answer} or {@code reset}, stand for themselves.
 */
public enum SameBytes implements Rule {
  ANSWER;

  private static final String BYTES = "bytes:";
  private static final int TOLD = 240;

  /** With fewer a value may just not have moved yet. */
  private static final int MOVES = 3;

  /** An answer as this rule reads it. */
  public static String value(byte[] answer) {
    return BYTES + new String(answer, StandardCharsets.ISO_8859_1);
  }

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    Map<Integer, Mask> masks =
        original.stream()
            .collect(
                Collectors.groupingBy(
                    String::length,
                    Collectors.collectingAndThen(
                        Collectors.toList(), same -> Mask.learn(same, 1))));
    Mask any = Mask.learn(original, 1);
    Sightings shown = new Sightings(clone);
    Sightings expected = new Sightings(original);
    boolean foreign =
        shown.hasSteady(
            answer ->
                !expected.values().contains(answer)
                    && !(masks.containsKey(answer.length())
                        ? masks.get(answer.length()).fits(answer)
                        : masks.size() > 1 && any.fits(answer)));
    boolean stands =
        original.size() >= MOVES
            && clone.size() >= MOVES
            && expected.values().size() == original.size()
            && shown.values().size() == 1;
    return Verdict.of(
        foreign || stands,
        expected.told(SameBytes::say),
        shown.told(SameBytes::say),
        foreign || !stands
            ? where(any, clone, foreign)
            : "moves in the original, stands still in the clone");
  }

  private static String where(Mask mask, List<String> clone, boolean foreign) {
    String varying = mask.varies() ? "what varies in the original itself is left out" : "";
    String last = clone.get(clone.size() - 1);
    int miss = mask.firstMiss(last) - BYTES.length();
    if (!foreign || miss < 0 || !last.startsWith(BYTES)) {
      return varying;
    }
    return "first at byte " + miss + (varying.isEmpty() ? "" : "; " + varying);
  }

  /** Text as text, else hexadecimal. */
  private static String say(String value) {
    if (!value.startsWith(BYTES)) {
      return value;
    }
    String content = value.substring(BYTES.length());
    boolean text =
        !content.isEmpty()
            && content
                .chars()
                .allMatch(c -> c >= ' ' && c < 127 || c == '\r' || c == '\n' || c == '\t');
    String told =
        text
            ? '"' + content.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + '"'
            : HexFormat.ofDelimiter(" ").formatHex(content.getBytes(StandardCharsets.ISO_8859_1));
    return told.length() > TOLD
        ? told.substring(0, TOLD) + " … " + content.length() + " bytes"
        : told.isEmpty() ? "nothing" : told;
  }
}
