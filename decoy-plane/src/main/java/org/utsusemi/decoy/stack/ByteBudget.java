package org.utsusemi.decoy.stack;

/** Bytes that buffers may take: those of one mark, within those of all. */
final class ByteBudget {
  private final int limit;
  private final ByteBudget within;

  /** Written by one thread at a time, read by whoever wants to know. */
  private volatile int taken;

  /** A budget of its own. */
  ByteBudget(int limit) {
    this(limit, null);
  }

  private ByteBudget(int limit, ByteBudget within) {
    this.limit = limit;
    this.within = within;
  }

  /** A part of this one that cannot take more than {@code limit} of it. */
  ByteBudget share(int limit) {
    return new ByteBudget(limit, this);
  }

  /** Takes all of {@code bytes} or, when they are not there, none. */
  boolean take(int bytes) {
    if (bytes > limit - taken || within != null && !within.take(bytes)) {
      return false;
    }
    taken += bytes;
    return true;
  }

  void giveBack(int bytes) {
    taken -= bytes;
    if (within != null) {
      within.giveBack(bytes);
    }
  }

  int taken() {
    return taken;
  }
}
