package org.utsusemi.decoy.stack;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counted by the stack, read by whoever wants to. */
final class Counters {
  final AtomicLong framesIn = new AtomicLong();
  final AtomicLong framesOut = new AtomicLong();
  final AtomicLong malformed = new AtomicLong();
  final AtomicLong evicted = new AtomicLong();
  final AtomicLong cookies = new AtomicLong();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger halfOpen = new AtomicInteger();

  Statistics snapshot(int bufferBytes) {
    return new Statistics(
        framesIn.get(),
        framesOut.get(),
        malformed.get(),
        evicted.get(),
        cookies.get(),
        connections.get(),
        halfOpen.get(),
        bufferBytes);
  }
}
