package org.utsusemi.decoy.host;

import java.util.random.RandomGenerator;

/**
 * How long something takes, as a distribution: log-normal, which is what response times of machines
 * with a fixed amount of work and a few rare delays look like.
 *
 * @param medianNanos more than 0
 * @param p99Nanos what one of a hundred exceeds; not below {@code medianNanos}
 */
public record Latency(long medianNanos, long p99Nanos) {
  /** The 99th percentile of the standard normal distribution. */
  private static final double Z99 = 2.326348;

  /** No answer waits longer than so many times the 99th percentile. */
  private static final int MOST = 3;

  public Latency {
    if (medianNanos < 1 || p99Nanos < medianNanos) {
      throw new IllegalArgumentException(
          "0 < median <= p99 is not so: median " + medianNanos + " ns, p99 " + p99Nanos + " ns");
    }
  }

  /** One of them, in nanoseconds. */
  public long draw(RandomGenerator random) {
    double spread = Math.log((double) p99Nanos / medianNanos) / Z99;
    double drawn = medianNanos * Math.exp(spread * random.nextGaussian());
    return (long) Math.min(drawn, (double) p99Nanos * MOST);
  }
}
