package org.utsusemi.decoy.compare.rule;

import java.util.List;

/**
 * For seconds since a machine was started, as its TCP timestamps show them. Only roughly: no two
 * machines were started at one time, so {@value #FACTOR} times as much is still the same. An
 * original whose answers contradict each other, as those of a system that shifts its timestamps by
 * connection do, cannot be compared.
 */
public enum SameUptime implements Rule {
  SECONDS;

  private static final int FACTOR = 4;

  /** An hour: a device that was started just now is nobody's giveaway. */
  private static final int LEAST = 3600;

  private static final double STEADY = 1.1;

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    List<Integer> expected = Numbers.read(original);
    List<Integer> shown = Numbers.read(clone);
    String told = tell(expected);
    String alsoTold = tell(shown);
    if (expected.isEmpty() || shown.isEmpty()) {
      boolean both = expected.isEmpty() == shown.isEmpty();
      return both
          ? Verdict.of(false, told, alsoTold, "")
          : Verdict.notJudged(told, alsoTold, "only one of them shows it");
    }
    if (expected.size() < original.size() || shown.size() < clone.size()) {
      return Verdict.notJudged(told, alsoTold, "one of them does not always show it");
    }
    int least = Math.max(LEAST, expected.stream().min(Integer::compare).orElseThrow());
    int most = Math.max(LEAST, expected.stream().max(Integer::compare).orElseThrow());
    if (most > least * STEADY + LEAST) {
      return Verdict.notJudged(told, alsoTold, "the original's own values contradict each other");
    }
    List<Integer> sorted = shown.stream().sorted().toList();
    long middle = Math.max(LEAST, sorted.get(sorted.size() / 2));
    boolean differs = middle > (long) FACTOR * most || middle * FACTOR < least;
    return Verdict.of(differs, told, alsoTold, FACTOR + " times as much is still the same");
  }

  private static String tell(List<Integer> seconds) {
    return seconds.isEmpty() ? "not shown" : Sightings.span(seconds) + " s";
  }
}
