package org.utsusemi.decoy.compare.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * For texts of one or more lines, what scripts print of a machine: each line must be as the
 * original's, but for the places where the original's own lines varied.
 */
public enum SameText implements Rule {
  LINES;

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    Sightings expected = new Sightings(original);
    Sightings shown = new Sightings(clone);
    List<Mask> masks = masks(original);
    return Verdict.of(
        shown.hasSteady(text -> !expected.values().contains(text) && !fits(masks, text)),
        expected.told(text -> text),
        shown.told(text -> text),
        masks.stream().anyMatch(Mask::varies) ? "lines vary in the original itself" : "");
  }

  /** One for each line; none when the original's texts differ in how many lines they have. */
  private static List<Mask> masks(List<String> texts) {
    List<List<String>> lines = texts.stream().map(text -> text.lines().toList()).toList();
    int count = lines.get(0).size();
    if (lines.stream().anyMatch(each -> each.size() != count)) {
      return List.of();
    }
    return IntStream.range(0, count)
        .mapToObj(i -> Mask.learn(lines.stream().map(each -> each.get(i)).toList(), 0))
        .toList();
  }

  private static boolean fits(List<Mask> masks, String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    return lines.size() == masks.size()
        && IntStream.range(0, lines.size()).allMatch(i -> masks.get(i).fits(lines.get(i)));
  }
}
