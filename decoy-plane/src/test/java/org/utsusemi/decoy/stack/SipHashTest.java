package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {
  /** The reference implementation's vector for the 24 bytes 00 … 17 under the key 00 … 0f. */
  @Test
  void equalsTheReference() {
    SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    assertThat(hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x1716151413121110L))
        .isEqualTo(0xb8ad50c6f649af94L);
  }
}
