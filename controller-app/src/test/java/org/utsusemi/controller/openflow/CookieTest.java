package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookieTest {
  @Test
  void isTheSameOnEveryRun() {
    // CRC-32 of "table=0,priority=900,in_port=2" by Python's zlib
    assertThat(Cookie.of(Rules.of(2).key(), 0xffff))
        .isEqualTo(0x5573_ffff_0000_0000L | 0x89448f94L);
  }

  @Test
  void tellsOursFromOthers() {
    assertThat(Cookie.isOurs(Cookie.of(Rules.of(2).key(), 0))).isTrue();
    assertThat(Cookie.isOurs(0)).isFalse();
    assertThat(Cookie.isOurs(0x5574_0000_0000_0000L)).isFalse();
    assertThat(Cookie.isOurs(-1)).isFalse();
  }
}
