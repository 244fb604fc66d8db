package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void everythingIsAnsweredOnce() {
    // ARP, ping, SYN, and the Modbus response, which acknowledges its request
    assertThat(Rehearsal.run()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void withoutItADecoyPlaneStartsAllTheSame() {
    assertThatCode(
            () ->
                DecoyCommand.rehearse(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .doesNotThrowAnyException();
  }
}
