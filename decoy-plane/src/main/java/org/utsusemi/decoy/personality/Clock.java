package org.utsusemi.decoy.personality;

/**
 * The clock of a model's TCP timestamps (TS).
 *
 * @param ticksPerSecond as a connection sees them
 * @param jump ticks per second from one connection to the next, for hosts that begin each one
 *     elsewhere; 0: the clock is one for all connections and has run since the host's start
 */
record Clock(int ticksPerSecond, double jump) {
  private static final int USUAL = 100;
  private static final int OFTEN = 1000;

  /** Clocks of more ticks a second are none: such a host begins each connection elsewhere. */
  private static final int FASTEST_EXPONENT = 0x14;

  static Clock of(Choice choice) {
    String text = choice.clock();
    if (text.isEmpty() || text.equals("U")) {
      return new Clock(USUAL, 0);
    }
    int exponent = (int) Rules.hex(text);
    if (exponent > FASTEST_EXPONENT) {
      return new Clock(OFTEN, Math.pow(2, exponent));
    }
    return new Clock(
        switch (exponent) {
          // hosts that send zeros in the handshake, and count by tenths of a second behind it
          case 0 -> 10;
          case 1 -> 2;
          case 7 -> 100;
          case 8 -> 200;
          case 10 -> 1000;
          default -> 1 << exponent;
        },
        0);
  }

  /**
   * What it shows.
   *
   * @param uptime nanoseconds since the host's start
   */
  int at(long uptime, long seed) {
    if (jump > 0) {
      return (int) ((long) (uptime * 1e-9 * jump) + Mixer.mix(seed, 3));
    }
    long seconds = uptime / 1_000_000_000L;
    long rest = uptime % 1_000_000_000L;
    int ticks = (int) (seconds * ticksPerSecond + rest * ticksPerSecond / 1_000_000_000L);
    return ticks == 0 ? 1 : ticks;
  }
}
