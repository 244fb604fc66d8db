package org.utsusemi.controller.openflow;

import java.util.concurrent.atomic.AtomicLong;
import org.utsusemi.controller.rules.RuleChange;

/** Counts on the session's thread, is read from any. */
final class Tally {
  final AtomicLong adds = new AtomicLong();
  final AtomicLong modifies = new AtomicLong();
  final AtomicLong removes = new AtomicLong();
  final AtomicLong errors = new AtomicLong();
  final AtomicLong reads = new AtomicLong();
  final AtomicLong packetIns = new AtomicLong();
  final AtomicLong skipped = new AtomicLong();

  void sent(RuleChange.Kind kind) {
    switch (kind) {
      case ADD -> adds.incrementAndGet();
      case MODIFY -> modifies.incrementAndGet();
      case REMOVE -> removes.incrementAndGet();
    }
  }

  SwitchCounters counters() {
    return new SwitchCounters(
        adds.get(),
        modifies.get(),
        removes.get(),
        errors.get(),
        reads.get(),
        packetIns.get(),
        skipped.get());
  }
}
