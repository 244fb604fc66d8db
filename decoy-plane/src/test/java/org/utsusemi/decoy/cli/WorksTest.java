package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.plane.WorldDirectory;
import org.utsusemi.decoy.stack.Stack;
import org.utsusemi.decoy.stack.TimeSource;

class WorksTest {
  /** Fails with the first tick, and counts those behind it. */
  private static final class Failing implements TimeSource {
    final CountDownLatch after = new CountDownLatch(5);
    private final AtomicInteger ticks = new AtomicInteger();
    private volatile boolean begun;

    @Override
    public long nanos() {
      if (begun && ticks.incrementAndGet() == 1) {
        throw new IllegalStateException("made to fail");
      }
      if (begun) {
        after.countDown();
      }
      return System.nanoTime();
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }
  }

  @Test
  void whatFailsInATickDoesNotEndThePlane() throws InterruptedException {
    Failing time = new Failing();
    Stack stack =
        new Stack(
            new WorldDirectory(time::instant),
            touch -> {},
            (frame, length) -> {},
            time,
            new Random(1),
            DecoyPlane.LIMITS);
    time.begun = true;
    CountDownLatch ended = new CountDownLatch(1);
    Works works = new Works(ended::countDown);
    works.start("ticker", () -> Works.tick(stack));
    assertThat(time.after.await(5, TimeUnit.SECONDS)).as("it goes on ticking").isTrue();
    assertThat(ended.getCount()).isOne();
    assertThat(works.failure()).isEmpty();
  }
}
