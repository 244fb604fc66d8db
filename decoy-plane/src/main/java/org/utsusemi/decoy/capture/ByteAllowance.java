package org.utsusemi.decoy.capture;

/** Bytes that all connections together may keep. */
final class ByteAllowance {
  private long left;
  private boolean exhausted;

  ByteAllowance(long bytes) {
    left = bytes;
  }

  boolean take(int bytes) {
    if (bytes > left) {
      exhausted = true;
      return false;
    }
    left -= bytes;
    return true;
  }

  boolean isExhausted() {
    return exhausted;
  }
}
