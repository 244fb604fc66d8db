package org.utsusemi.decoy.value;

import java.time.Duration;
import java.util.Optional;

/** Where a value that moves is at a given time, without having been followed there. */
final class Movement {
  /** More octaves than that would say how it wanders within decades. */
  private static final int MAX_OCTAVES = 30;

  /** The sum of 2 · 2^(-k/2) over all octaves k: what they can add up to in one step. */
  private static final double STEEPEST = 2 / (1 - Math.sqrt(0.5));

  private Movement() {}

  static double at(
      Motion motion, Optional<ValueSpec.Range> range, double start, long seed, long millis) {
    if (motion instanceof Motion.Walk walk) {
      double reach = range.orElseThrow().size();
      double offset = wander(seed, tick(millis, walk.every()), walk.step(), reach);
      return range.orElseThrow().fold(start + offset);
    }
    if (motion instanceof Motion.Wave wave) {
      ValueSpec.Range within = range.orElseThrow();
      double seconds = tick(millis, wave.every()) * (wave.every().toMillis() / 1e3);
      double turns = seconds / (wave.period().toMillis() / 1e3) + Noise.unit(seed, -2, 0);
      return within.low() + within.size() * (0.5 + 0.5 * Math.sin(2 * Math.PI * turns));
    }
    if (motion instanceof Motion.Count count) {
      ValueSpec.Range within = range.orElseThrow();
      // whole numbers have one more place than their range is wide
      double places = within.size() + 1;
      double gone = tick(millis, count.every()) * count.step() + places * Noise.unit(seed, -3, 0);
      return within.low() + Math.floor(gone - Math.floor(gone / places) * places);
    }
    if (motion instanceof Motion.Steps steps) {
      long span = tick(millis, steps.every());
      int at = (int) (Noise.unit(seed, -4, span) * steps.levels().size());
      return steps.levels().get(at);
    }
    return start;
  }

  private static long tick(long millis, Duration every) {
    return Math.floorDiv(millis, every.toMillis());
  }

  /**
   * Value noise in octaves: octave k is a polygon through random points 2^k ticks apart, and as
   * high as a random walk of that length goes. Scaled so that all of them together never change by
   * more than {@code step} in one tick.
   */
  private static double wander(long seed, long tick, double step, double reach) {
    double amplitude = step / STEEPEST;
    double sum = 0;
    for (int k = 0; k < MAX_OCTAVES && amplitude < reach; k++) {
      long cell = tick >> k;
      double fraction = (tick - (cell << k)) / (double) (1L << k);
      double from = 2 * Noise.unit(seed, k, cell) - 1;
      double to = 2 * Noise.unit(seed, k, cell + 1) - 1;
      sum += amplitude * (from + (to - from) * fraction);
      amplitude *= Math.sqrt(2);
    }
    return sum;
  }
}
