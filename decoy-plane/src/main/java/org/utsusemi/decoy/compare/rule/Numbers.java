package org.utsusemi.decoy.compare.rule;

import java.util.List;

/** Decimal numbers among values; what is none is left out. */
final class Numbers {
  private Numbers() {}

  static List<Integer> read(List<String> values) {
    return values.stream()
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .toList();
  }

  /** The value below which a share of the sorted samples lies, by the nearest rank. */
  static double quantile(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }

  static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
