package org.utsusemi.decoy.personality;

/** Numbers that look random and follow from a seed alone; as secret as the seed is. */
final class Mixer {
  private Mixer() {}

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, 2014). */
  static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  static long mix(long seed, long number) {
    return mix(mix(seed ^ 0x5851f42d4c957f2dL) + number);
  }

  /** From 0 (included) to 1 (excluded). */
  static double unit(long seed, long number) {
    return (mix(seed, number) >>> 11) * 0x1.0p-53;
  }
}
