package org.utsusemi.controller.openflow;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.utsusemi.controller.rules.RuleKey;

/**
 * What a rule bears to be known by: the project's magic (16 bits), the epoch it was sent in (16),
 * and a CRC-32 of its key's text, the same on every run and every machine.
 */
final class Cookie {
  private static final long MAGIC = 0x5573;

  private Cookie() {}

  /**
   * @param epoch 0–65535
   */
  static long of(RuleKey key, int epoch) {
    CRC32 id = new CRC32();
    id.update(key.toString().getBytes(StandardCharsets.UTF_8));
    return MAGIC << 48 | (long) (epoch & 0xffff) << 32 | id.getValue();
  }

  static boolean isOurs(long cookie) {
    return cookie >>> 48 == MAGIC;
  }
}
