package org.utsusemi.decoy.stack;

/** Arithmetic of sequence numbers, modulo 2³² (RFC 9293 §3.4). */
final class Sequence {
  private Sequence() {}

  static boolean before(int a, int b) {
    return a - b < 0;
  }

  static boolean after(int a, int b) {
    return a - b > 0;
  }

  static int later(int a, int b) {
    return after(a, b) ? a : b;
  }
}
