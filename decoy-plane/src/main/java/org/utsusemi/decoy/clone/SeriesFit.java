package org.utsusemi.decoy.clone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds how a value moves: it counts, keeps to a few steps, swings or wanders. */
final class SeriesFit {
  /** A value as it was read. */
  record Sample(long nanos, double value) {}

  /**
   * How it moves.
   *
   * @param kind {@code walk}, {@code wave}, {@code count} or {@code steps}
   * @param number step of a walk or count; seconds of a wave's period
   * @param levels of steps
   */
  record Fit(
      String kind, double number, List<Double> levels, Duration every, double low, double high) {}

  private static final int MOST_LEVELS = 8;
  private static final int ENOUGH = 6;
  private static final int PAUSE = 30;
  private static final long SHORTEST_PAUSE = Duration.ofSeconds(20).toNanos();
  private static final double REGULAR = 0.25;

  private final List<Sample> samples;
  private final boolean whole;
  private double low = Double.MAX_VALUE;
  private double high = -Double.MAX_VALUE;

  private SeriesFit(List<Sample> samples, boolean whole) {
    this.samples = samples;
    this.whole = whole;
    samples.forEach(
        s -> {
          low = Math.min(low, s.value());
          high = Math.max(high, s.value());
        });
  }

  /**
   * @param samples in the order of time
   * @param whole whether only whole numbers occur
   * @return empty when the value never changed
   */
  static Optional<Fit> of(List<Sample> samples, boolean whole) {
    SeriesFit all = new SeriesFit(samples, whole);
    if (samples.size() < 2 || all.low == all.high) {
      return Optional.empty();
    }
    SeriesFit run = new SeriesFit(longestRun(samples), whole);
    // what stood still while it was watched moved in between
    SeriesFit series = run.low == run.high ? all : run;
    series.low = all.low;
    series.high = all.high;
    return series.count().or(series::steps).or(series::wave).or(() -> Optional.of(series.walk()));
  }

  /** Between two captures nobody looked: the longest time without such a pause. */
  private static List<Sample> longestRun(List<Sample> samples) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      pauses.add(samples.get(i).nanos() - samples.get(i - 1).nanos());
    }
    long usual = pauses.stream().sorted().toList().get(pauses.size() / 2);
    int from = 0;
    List<Sample> longest = List.of();
    for (int i = 1; i <= samples.size(); i++) {
      if (i == samples.size() || pauses.get(i - 1) > Math.max(PAUSE * usual, SHORTEST_PAUSE)) {
        longest = i - from > longest.size() ? samples.subList(from, i) : longest;
        from = i;
      }
    }
    return longest;
  }

  private double seconds() {
    return (samples.get(samples.size() - 1).nanos() - samples.get(0).nanos()) / 1e9;
  }

  private int changes() {
    int changes = 0;
    for (int i = 1; i < samples.size(); i++) {
      changes += samples.get(i).value() != samples.get(i - 1).value() ? 1 : 0;
    }
    return changes;
  }

  /** How long it keeps a value on average, rounded to what people would write. */
  private Duration hold() {
    double millis = seconds() * 1000 / Math.max(1, changes());
    double unit = millis < 100 ? 1 : millis < 2000 ? 10 : millis < 10_000 ? 100 : 1000;
    return Duration.ofMillis(Math.max(1, Math.round(millis / unit) * (long) unit));
  }

  /** It goes one way, at a steady rate. */
  private Optional<Fit> count() {
    double total = samples.get(samples.size() - 1).value() - samples.get(0).value();
    double span = seconds();
    if (samples.size() < ENOUGH || changes() < 4 || span <= 0 || !whole) {
      return Optional.empty();
    }
    double rate = total / span;
    double worst = 0;
    for (int i = 1; i < samples.size(); i++) {
      double step = samples.get(i).value() - samples.get(i - 1).value();
      if (step * total < 0) {
        return Optional.empty();
      }
      double t = (samples.get(i).nanos() - samples.get(0).nanos()) / 1e9;
      worst = Math.max(worst, Math.abs(samples.get(0).value() + rate * t - samples.get(i).value()));
    }
    if (worst > Math.max(2, Math.abs(total) / 10)) {
      return Optional.empty();
    }
    Duration every = hold();
    double step = rate * every.toMillis() / 1000;
    double rounded = Math.rint(step);
    if (rounded != 0 && Math.abs(step - rounded) < 0.1 * Math.abs(rounded)) {
      every = Duration.ofMillis(Math.max(1, Math.round(rounded / rate * 1000)));
      step = rounded;
    }
    return Optional.of(new Fit("count", step, List.of(), every, 0, 65_535));
  }

  /** It rests at a few values. */
  private Optional<Fit> steps() {
    List<Double> levels = samples.stream().map(Sample::value).distinct().sorted().toList();
    boolean rests = changes() * 3 <= samples.size() || samples.size() < ENOUGH;
    return levels.size() <= MOST_LEVELS && rests
        ? Optional.of(new Fit("steps", 0, levels, hold(), low, high))
        : Optional.empty();
  }

  /** It crosses its middle again and again, about as long after each other. */
  private Optional<Fit> wave() {
    double middle = (low + high) / 2;
    List<Long> crossings = new ArrayList<>();
    for (int i = 1; i < samples.size(); i++) {
      if ((samples.get(i).value() > middle) != (samples.get(i - 1).value() > middle)) {
        crossings.add(samples.get(i).nanos());
      }
    }
    if (crossings.size() < 4 || samples.size() < 4 * crossings.size()) {
      return Optional.empty();
    }
    double mean =
        (crossings.get(crossings.size() - 1) - crossings.get(0)) / (crossings.size() - 1.0);
    for (int i = 1; i < crossings.size(); i++) {
      if (Math.abs(crossings.get(i) - crossings.get(i - 1) - mean) > REGULAR * mean) {
        return Optional.empty();
      }
    }
    double period = Math.rint(2 * mean / 1e6) / 1e3;
    return Optional.of(new Fit("wave", period, List.of(), hold(), low, high));
  }

  private Fit walk() {
    double step = 0;
    for (int i = 1; i < samples.size(); i++) {
      step = Math.max(step, Math.abs(samples.get(i).value() - samples.get(i - 1).value()));
    }
    return new Fit("walk", step, List.of(), hold(), low, high);
  }
}
