package org.utsusemi.decoy.personality;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Finds steps by which a host's initial sequence numbers show the SP, GCD and ISR of a fingerprint.
 * Steps are made from the middle of the ranges, then tried with nmap's formulas, gaps that are not
 * quite a tenth of a second, and hosts that differ; what does best is taken.
 */
final class SequenceFinder {
  private static final int TRIALS = 32;
  private static final int MOST_DIVISORS = 8;
  private static final int MOST_SMALL = 40;

  private static final double ROOT5 = Math.sqrt(5);
  private static final double ROOT7_5 = Math.sqrt(7.5);

  /** Above it, in a tenth of a second, numbers go round so often that they are random. */
  private static final double WILD = 1 << 26;

  private static final double[] TOLERANCES = {0.12, 0.06, 0.03, 0.01, 0};

  private final Expression predictability;
  private final Expression divisor;
  private final Expression rate;

  SequenceFinder(Expression predictability, Expression divisor, Expression rate) {
    this.predictability = predictability;
    this.divisor = divisor;
    this.rate = rate;
  }

  /** A plan and the part of its trials that showed what is wanted. */
  record Found(SequencePlan plan, double score) {}

  Found find() {
    if (divisor.contains(0) && rate.contains(0)) {
      return new Found(SequencePlan.constant(), 1);
    }
    Found best = new Found(SequencePlan.constant(), -1);
    for (SequencePlan plan : candidates()) {
      double score = score(plan);
      if (score > best.score()) {
        best = new Found(plan, score);
      }
    }
    return best.score() < 0 ? best : loosened(best);
  }

  /** As much noise and difference between hosts as costs nothing. */
  private Found loosened(Found exact) {
    SequencePlan plan = exact.plan();
    for (double tolerance : TOLERANCES) {
      SequencePlan loose =
          new SequencePlan(
              plan.divisor(), plan.steps(), plan.perTime(), plan.wild(), tolerance, tolerance);
      double score = score(loose);
      if (score >= exact.score() - 0.01) {
        return new Found(loose, score);
      }
    }
    return exact;
  }

  private List<SequencePlan> candidates() {
    List<SequencePlan> plans = new ArrayList<>();
    for (long d : divisors()) {
      for (double r : middles(rate)) {
        double mean = Math.pow(2, r / 8) * SequencePlan.STEP_SECONDS / d;
        for (double p : middles(predictability)) {
          double deviation = Math.pow(2, p / 8) * SequencePlan.STEP_SECONDS / (d > 9 ? 1 : d);
          shapes(plans, d, mean, deviation);
        }
        if (mean < MOST_SMALL) {
          small(plans, d, (int) Math.ceil(mean));
        }
      }
    }
    return plans;
  }

  private static void shapes(List<SequencePlan> plans, long d, double m, double s) {
    if (s <= m) {
      add(plans, d, m + s, m - s, m + s, m - s, m);
    }
    double spike = s / ROOT5;
    if (spike <= m) {
      add(plans, d, m + 4 * spike, m - spike, m - spike, m - spike, m - spike);
    }
    double two = s / ROOT7_5;
    if (2 * two <= m) {
      add(plans, d, m + 3 * two, m - 2 * two, m - 2 * two, m + 3 * two, m - 2 * two);
    }
    add(plans, d, m, m, m, m, m);
  }

  /** Whole numbers, for clocks of few ticks. */
  private static void small(List<SequencePlan> plans, long d, int mean) {
    int most = Math.min(3 * mean + 2, 30);
    for (int low = 0; low <= mean; low++) {
      for (int high = Math.max(1, low); high <= most; high++) {
        add(plans, d, high, low, low, low, low);
        if (high > low) {
          add(plans, d, high, low, high, low, low);
          add(plans, d, low, high, low, high, high);
          add(plans, d, low, high, high, high, high);
        }
      }
    }
  }

  private static void add(List<SequencePlan> plans, long d, double... steps) {
    double mean = 0;
    for (double step : steps) {
      mean += step / steps.length;
    }
    boolean wild = mean * d > WILD;
    plans.add(new SequencePlan(d, steps, false, wild, 0, 0));
    if (!wild) {
      plans.add(new SequencePlan(d, steps, true, false, 0, 0));
    }
  }

  private List<Long> divisors() {
    List<Long> found = new ArrayList<>();
    for (Expression.Part part : divisor.parts()) {
      for (long d = part.low(); d <= Math.min(part.high(), part.low() + 1); d++) {
        if (d > 0 && found.size() < MOST_DIVISORS && !found.contains(d)) {
          found.add(d);
        }
      }
    }
    return found;
  }

  private static double[] middles(Expression range) {
    List<Expression.Part> parts = range.parts();
    double[] middles = new double[3 * parts.size()];
    for (int i = 0; i < parts.size(); i++) {
      double low = parts.get(i).low();
      double high = parts.get(i).high();
      middles[3 * i] = (low + high) / 2;
      middles[3 * i + 1] = low + (high - low) / 4;
      middles[3 * i + 2] = high - (high - low) / 4;
    }
    return middles;
  }

  /** The part of trials that nmap would take for this. */
  double score(SequencePlan plan) {
    SplittableRandom random = new SplittableRandom(1);
    int hits = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      if (trial == TRIALS / 4 && hits == 0) {
        return 0;
      }
      hits += matches(probe(plan, random, random.nextLong(), trial)) ? 1 : 0;
    }
    return (double) hits / TRIALS;
  }

  boolean matches(SequenceIndex seen) {
    return divisor.contains(seen.divisor())
        && rate.contains(seen.rate())
        && predictability.contains(seen.predictability());
  }

  /** Six probes a tenth of a second apart, or a little more. */
  static SequenceIndex probe(SequencePlan plan, SplittableRandom random, long seed, long count) {
    int[] numbers = new int[6];
    double[] seconds = new double[5];
    numbers[0] = plan.first(seed, 0);
    long last = 1;
    double late = 0;
    for (int i = 0; i < seconds.length; i++) {
      boolean busy = (count & 3) == 3;
      double sent = 0.10003 + (busy ? 0.025 : 0.0001) * random.nextDouble() * random.nextDouble();
      double nowLate = (busy ? 0.0003 : 0.00006) * random.nextDouble();
      long step = plan.step(seed, count + i, sent + nowLate - late, last);
      late = nowLate;
      last = Math.abs(step);
      seconds[i] = sent;
      numbers[i + 1] = numbers[i] + (int) (step * plan.divisor());
    }
    return SequenceIndex.of(numbers, seconds);
  }
}
