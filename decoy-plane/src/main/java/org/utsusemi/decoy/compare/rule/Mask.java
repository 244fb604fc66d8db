package org.utsusemi.decoy.compare.rule;

import java.util.BitSet;
import java.util.List;

/**
 * What is the same in every sample: the places that never varied where all samples are equally
 * long, else what they begin and end with.
 */
final class Mask {
  private final String sample;
  private final BitSet varying;
  private final int prefix;
  private final int suffix;
  private final boolean sameLength;

  private Mask(String sample, BitSet varying, int prefix, int suffix, boolean sameLength) {
    this.sample = sample;
    this.varying = varying;
    this.prefix = prefix;
    this.suffix = suffix;
    this.sameLength = sameLength;
  }

  /**
   * Learns from samples.
   *
   * @param samples at least one
   * @param back how many places before one that varied are taken to vary too: the upper half of a
   *     number moves more seldom than the lower one
   */
  static Mask learn(List<String> samples, int back) {
    String first = samples.get(0);
    boolean sameLength = samples.stream().allMatch(each -> each.length() == first.length());
    int prefix = first.length();
    int suffix = first.length();
    BitSet varying = new BitSet();
    for (String each : samples) {
      prefix = Math.min(prefix, commonPrefix(first, each));
      suffix = Math.min(suffix, commonSuffix(first, each));
      for (int i = 0; sameLength && i < first.length(); i++) {
        if (first.charAt(i) != each.charAt(i)) {
          varying.set(Math.max(0, i - back), i + 1);
        }
      }
    }
    return new Mask(first, varying, prefix, suffix, sameLength);
  }

  boolean fits(String text) {
    if (!sameLength) {
      return text.length() >= Math.max(prefix, suffix)
          && commonPrefix(sample, text) >= prefix
          && commonSuffix(sample, text) >= suffix;
    }
    return text.length() == sample.length() && firstMiss(text) < 0;
  }

  /** The first place where a text of the same length does not fit; -1 when it fits. */
  int firstMiss(String text) {
    int length = Math.min(text.length(), sample.length());
    for (int i = 0; i < length; i++) {
      if (!varying.get(i) && sample.charAt(i) != text.charAt(i)) {
        return i;
      }
    }
    return text.length() == sample.length() ? -1 : length;
  }

  /** The sample, with a mark where it varies. */
  String shown(char mark) {
    if (!sameLength) {
      return sample.substring(0, prefix) + mark + sample.substring(sample.length() - suffix);
    }
    StringBuilder shown = new StringBuilder(sample);
    varying.stream().forEach(i -> shown.setCharAt(i, mark));
    return shown.toString();
  }

  boolean varies() {
    return !sameLength || !varying.isEmpty();
  }

  private static int commonPrefix(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private static int commonSuffix(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(one.length() - 1 - i) == other.charAt(other.length() - 1 - i)) {
      i++;
    }
    return i;
  }
}
