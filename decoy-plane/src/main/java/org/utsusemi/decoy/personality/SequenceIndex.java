package org.utsusemi.decoy.personality;

/**
 * What nmap makes of initial sequence numbers (nmap's documentation, "TCP ISN greatest common
 * divisor (GCD)", "counter rate (ISR)", "sequence predictability index (SP)").
 *
 * @param predictability SP
 * @param divisor GCD
 * @param rate ISR
 */
record SequenceIndex(int predictability, long divisor, int rate) {
  private static final int LARGE_DIVISOR = 9;
  private static final double LOG2 = Math.log(2);

  /**
   * @param numbers the sequence numbers, in order, at least three
   * @param seconds between each and the one before; one fewer than the numbers
   */
  static SequenceIndex of(int[] numbers, double[] seconds) {
    int gaps = seconds.length;
    double[] rates = new double[gaps];
    long divisor = 0;
    double mean = 0;
    for (int i = 0; i < gaps; i++) {
      int up = numbers[i + 1] - numbers[i];
      long step = Math.min(Integer.toUnsignedLong(up), Integer.toUnsignedLong(-up));
      divisor = divisor(divisor, step);
      rates[i] = step / seconds[i];
      mean += rates[i] / gaps;
    }
    if (divisor == 0) {
      return new SequenceIndex(0, 0, 0);
    }
    double unit = divisor > LARGE_DIVISOR ? divisor : 1;
    double squares = 0;
    for (double rate : rates) {
      squares += (rate - mean) / unit * ((rate - mean) / unit);
    }
    double deviation = Math.sqrt(squares / (gaps - 1));
    return new SequenceIndex(
        deviation <= 1 ? 0 : eighths(deviation), divisor, (int) (8 * Math.log(mean) / LOG2 + 0.5));
  }

  static long divisor(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  private static int eighths(double value) {
    return (int) (8 * Math.log(value) / LOG2 + 0.5);
  }
}
