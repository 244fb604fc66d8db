package org.utsusemi.controller.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.utsusemi.topology.plane.Touch;

/**
 * One touch as it is kept.
 *
 * @param number from 1, within its incident
 * @param sha256 of the payload, 64 hex digits in lower case
 */
public record Evidence(long number, Touch touch, String sha256) {
  /** About what a touch takes in memory besides its payload. */
  private static final int OVERHEAD = 700;

  static Evidence of(long number, Touch touch) {
    return new Evidence(number, touch, sha256(touch.payload()));
  }

  /** Bytes of memory, roughly. */
  long cost() {
    return OVERHEAD
        + touch.payload().length
        + touch.summary().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
