package org.utsusemi.decoy.personality;

/**
 * How a model's initial sequence numbers go on: five steps that come again and again, whose mean
 * and deviation are those of the fingerprint whichever of them comes first. A step is for a tenth
 * of a second, the time between nmap's probes, or for a connection.
 *
 * @param divisor of all steps; 0: the number stays as it is
 * @param steps five of them, in units of the divisor
 * @param perTime whether a step is longer when more time has passed; else each connection is one
 * @param wild whether a step may go either way: the numbers are as good as random
 * @param spread how much hosts of this model differ in their steps, as a part of them
 * @param noise how much a step differs from what it should be, as a part of it
 */
record SequencePlan(
    long divisor, double[] steps, boolean perTime, boolean wild, double spread, double noise) {
  static final int PERIOD = 5;
  static final double STEP_SECONDS = 0.1;

  /** Below it a gap counts as one between connections that follow each other. */
  private static final double PAUSE_SECONDS = 0.3;

  private static final int MOST_BUMPS = 64;

  /** Steps shorter than this are too short to be bent until they have no common divisor. */
  private static final long SHORT_STEPS = 12;

  static SequencePlan constant() {
    return new SequencePlan(0, new double[PERIOD], false, false, 0, 0);
  }

  double meanStep() {
    double sum = 0;
    for (double step : steps) {
      sum += step;
    }
    return sum / PERIOD;
  }

  /** A number to begin with: as if the host had counted since 1970. */
  int first(long seed, long now) {
    double elapsed = now * 1e-9 / STEP_SECONDS;
    long counted = divisor == 0 ? 0 : (long) (elapsed * meanStep()) * divisor;
    int first = (int) (Mixer.mix(seed, 1) + counted);
    return first == 0 ? 1 : first;
  }

  /**
   * How far the next number is from the one before, in units of the divisor; negative: back.
   *
   * @param seconds since the one before
   * @param count how many came before
   * @param last step before this one
   */
  long step(long seed, long count, double seconds, long last) {
    double wanted = steps[(int) Math.floorMod(count + (seed & 7), (long) PERIOD)];
    double own = 1 + spread * (2 * Mixer.unit(seed, 2) - 1);
    double noisy = 1 + noise * (2 * Mixer.unit(seed, count + 16) - 1);
    double scaled = wanted * own * noisy;
    if (perTime) {
      scaled *= seconds / STEP_SECONDS;
    } else if (!wild && seconds > PAUSE_SECONDS) {
      scaled += meanStep() * (seconds - STEP_SECONDS) / STEP_SECONDS;
    }
    long step = Math.round(scaled);
    if (step > SHORT_STEPS) {
      int bumps = 0;
      while (bumps++ < MOST_BUMPS && SequenceIndex.divisor(step, last) > 1) {
        step++;
      }
    } else if (step <= 0 && (perTime || wanted > 0)) {
      step = 1;
    }
    return wild && Mixer.mix(seed, count + 7) < 0 ? -step : step;
  }
}
