package org.utsusemi.decoy.compare.rule;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * For estimates: the median of what the clone shows must lie within what the original showed,
 * widened at both ends. The median, because each value is itself drawn from few samples.
 *
 * @param widening what is added to both ends, 0 or more
 * @param unit what stands behind a number for people; may be empty
 */
public record WithinSpread(int widening, String unit) implements Rule {
  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    List<Integer> expected = Numbers.read(original);
    List<Integer> shown = Numbers.read(clone);
    if (expected.isEmpty() || shown.isEmpty()) {
      return SeenBefore.PLAIN.judge(original, clone);
    }
    int least = stream(expected).min().orElseThrow() - widening;
    int most = stream(expected).max().orElseThrow() + widening;
    OptionalInt median = stream(shown).sorted().skip(shown.size() / 2).findFirst();
    boolean within = median.isPresent() && least <= median.getAsInt() && median.getAsInt() <= most;
    return Verdict.of(
        !within,
        Sightings.span(expected) + unit,
        Sightings.span(shown) + unit,
        "its median may be " + least + "–" + most + unit);
  }

  private static IntStream stream(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue);
  }
}
