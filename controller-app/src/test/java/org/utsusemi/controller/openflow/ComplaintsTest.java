package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Memo memo = new Memo();
  private final Complaints complaints = new Complaints(memo, now::get);

  @Test
  void letsAHandfulThroughAndCountsTheRest() {
    for (int i = 0; i < Complaints.PER_SPAN + 1000; i++) {
      complaints.add("s1", "no. " + i);
    }
    assertThat(memo.complaints).hasSize(Complaints.PER_SPAN);

    now.addAndGet(TimeUnit.SECONDS.toNanos(10));
    complaints.add("s1", "the next");

    assertThat(memo.complaints)
        .hasSize(Complaints.PER_SPAN + 2)
        .endsWith("openflow 1000 more complaints were left out", "s1 the next");
  }
}
