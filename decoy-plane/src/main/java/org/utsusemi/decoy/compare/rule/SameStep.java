package org.utsusemi.decoy.compare.rule;

import java.util.List;

/**
 * For a greatest common divisor of few differences, which comes out as a small multiple of the true
 * one now and then. The least that a machine showed stands for it, and a multiple up to {@value
 * #LARGEST_FACTOR} of the original's is taken as the same: the width that nmap's own data has
 * ({@code GCD=1-6}).
 */
public enum SameStep implements Rule {
  STEP;

  private static final int LARGEST_FACTOR = 6;

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    List<Integer> expected = Numbers.read(original);
    List<Integer> shown = Numbers.read(clone);
    if (expected.isEmpty() || shown.isEmpty()) {
      return SeenBefore.PLAIN.judge(original, clone);
    }
    int step = expected.stream().min(Integer::compare).orElseThrow();
    int other = shown.stream().min(Integer::compare).orElseThrow();
    boolean same = step == 0 || other == 0 ? step == other : multiple(step, other);
    return Verdict.of(
        !same,
        Sightings.span(expected),
        Sightings.span(shown),
        "multiples up to " + LARGEST_FACTOR + " are the same");
  }

  private static boolean multiple(int one, int other) {
    int small = Math.min(one, other);
    int large = Math.max(one, other);
    return large % small == 0 && large / small <= LARGEST_FACTOR;
  }
}
