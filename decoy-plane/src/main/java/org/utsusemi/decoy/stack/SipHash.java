package org.utsusemi.decoy.stack;

import java.util.random.RandomGenerator;

/** SipHash-2-4 over 64-bit words (Aumasson and Bernstein, 2012): short keyed hashes. */
final class SipHash {
  private static final int WORDS = 3;

  /** The step that takes in the length; two without a word follow. */
  private static final int LENGTH_STEP = WORDS;

  private static final int FINAL_STEPS = 3;

  private final long k0;
  private final long k1;

  SipHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  static SipHash keyedBy(RandomGenerator random) {
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /** The hash of the words' bytes, each least significant byte first. */
  long of(long first, long second, long third) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    // in one piece and without a state object: every SYN of a flood costs one of these
    for (int step = 0; step < WORDS + FINAL_STEPS; step++) {
      long word =
          switch (step) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            case 3 -> (long) WORDS * Long.BYTES << 56;
            default -> 0;
          };
      if (step == LENGTH_STEP + 1) {
        v2 ^= 0xff;
      }
      v3 ^= word;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
