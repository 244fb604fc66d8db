package org.utsusemi.decoy.compare.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * For times in microseconds, on a machine that is busy with other things. They differ when all of
 * these hold: a rank test (Mann and Whitney 1947) says that the two samples are not of one
 * distribution, with {@value #SURE} standard deviations; the medians are apart by more than {@value
 * #LEAST_SHIFT} µs and by more than {@value #SHARE} of the original's; and the lower quartiles by
 * half as much. What else a machine does lengthens some of its answers; a device that takes its
 * time takes it for the quickest of them too.
 *
 * <p>An entry that is no number stands for an answer that did not come; it counts as longer than
 * any. They differ as well when one of them leaves {@value #MISSING} more of the questions without
 * an answer.
 */
public enum SameTimes implements Rule {
  MICROSECONDS;

  static final double SURE = 4;
  static final double LEAST_SHIFT = 1000;
  static final double SHARE = 0.25;
  static final double MISSING = 0.2;
  private static final double LOW = 0.25;
  private static final double HIGH = 0.75;

  /** With fewer no rank test can be that sure. */
  private static final int FEWEST = 12;

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    double[] expected = sorted(original);
    double[] shown = sorted(clone);
    String told = tell(expected);
    String alsoTold = tell(shown);
    if (expected.length < FEWEST || shown.length < FEWEST) {
      return Verdict.notJudged(told, alsoTold, "fewer than " + FEWEST + " samples");
    }
    double allowed = Math.max(LEAST_SHIFT, SHARE * Numbers.median(expected));
    double shift = Math.abs(Numbers.median(expected) - Numbers.median(shown));
    double least = Math.abs(Numbers.quantile(expected, LOW) - Numbers.quantile(shown, LOW));
    boolean apart =
        shift > allowed && least > allowed / 2
            || Math.abs(missing(expected) - missing(shown)) > MISSING;
    boolean sure = Math.abs(deviations(expected, shown)) >= SURE;
    return Verdict.of(
        apart && sure, told, alsoTold, "the median may be " + milliseconds(allowed) + " apart");
  }

  /**
   * How many standard deviations the rank sum is from what two samples of one distribution have;
   * ties share their ranks.
   */
  static double deviations(double[] one, double[] other) {
    double wins = 0;
    for (double a : one) {
      for (double b : other) {
        wins += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    double pairs = (double) one.length * other.length;
    double deviation = Math.sqrt(pairs * (one.length + other.length + 1) / 12);
    return (wins - pairs / 2) / deviation;
  }

  /** The share of answers that did not come, 0–1. */
  private static double missing(double[] sorted) {
    return Arrays.stream(sorted).filter(time -> time == Double.MAX_VALUE).count()
        / (double) sorted.length;
  }

  private static double[] sorted(List<String> times) {
    return times.stream()
        .mapToDouble(
            time -> time.matches("[0-9]{1,12}") ? Double.parseDouble(time) : Double.MAX_VALUE)
        .sorted()
        .toArray();
  }

  private static String tell(double[] sorted) {
    long answered = Arrays.stream(sorted).filter(time -> time < Double.MAX_VALUE).count();
    if (answered == 0) {
      return "no answer";
    }
    String missing =
        answered == sorted.length ? "" : ", " + (sorted.length - answered) + " missing";
    return "median "
        + milliseconds(Numbers.median(sorted))
        + ", 75 % below "
        + milliseconds(Numbers.quantile(sorted, HIGH))
        + " ("
        + sorted.length
        + " samples"
        + missing
        + ")";
  }

  private static String milliseconds(double micros) {
    return micros >= 1e11 ? "no answer" : String.format(Locale.ROOT, "%.2f ms", micros / 1000);
  }
}
