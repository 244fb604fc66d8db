package org.utsusemi.decoy.value;

/** Numbers that look random and follow from their coordinates alone. */
final class Noise {
  private Noise() {}

  /** A number from 0 (included) to 1 (excluded). */
  static double unit(long seed, long row, long column) {
    long bits = mix(mix(seed ^ mix(row)) + column);
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, 2014). */
  static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
