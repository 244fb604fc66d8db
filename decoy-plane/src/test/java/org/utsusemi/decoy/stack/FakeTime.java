package org.utsusemi.decoy.stack;

import java.time.Instant;

/** A clock that stands still until it is told. */
final class FakeTime implements TimeSource {
  private static final Instant EPOCH = Instant.parse("2026-11-23T00:00:00Z");

  private final long base;
  private long millis;

  /** A clock whose nanoseconds begin at {@code base}. */
  FakeTime(long base) {
    this.base = base;
  }

  void advance(long by) {
    millis += by;
  }

  long millis() {
    return millis;
  }

  @Override
  public long nanos() {
    return base + millis * 1_000_000;
  }

  @Override
  public long epochNanos() {
    return nanos();
  }

  @Override
  public Instant instant() {
    return EPOCH.plusMillis(millis);
  }
}
