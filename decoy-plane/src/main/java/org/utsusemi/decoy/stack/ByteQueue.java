package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;

/** A ring of bytes that grows up to a limit, and holds no memory while it is empty. */
final class ByteQueue {
  private static final int SMALLEST = 512;
  private static final byte[] NONE = {};

  private final int limit;
  private final ByteBudget budget;
  private byte[] ring = NONE;
  private int head;
  private int size;

  /**
   * @param limit the most bytes it holds: a power of two, at least 512
   */
  ByteQueue(int limit, ByteBudget budget) {
    this.limit = limit;
    this.budget = budget;
  }

  int size() {
    return size;
  }

  /** Appends all of {@code bytes}, or nothing when limit or budget forbid. */
  boolean append(ByteBuffer bytes) {
    int length = bytes.remaining();
    if (length > limit - size || !reserve(size + length)) {
      return false;
    }
    int tail = head + size & ring.length - 1;
    int first = Math.min(length, ring.length - tail);
    bytes.get(bytes.position(), ring, tail, first);
    bytes.get(bytes.position() + first, ring, 0, length - first);
    size += length;
    return true;
  }

  /** A copy of {@code length} bytes from {@code offset} on, counted from the oldest. */
  byte[] peek(int offset, int length) {
    byte[] out = new byte[length];
    int start = head + offset & ring.length - 1;
    int first = Math.min(length, ring.length - start);
    System.arraycopy(ring, start, out, 0, first);
    System.arraycopy(ring, 0, out, first, length - first);
    return out;
  }

  /** Drops the oldest {@code length} bytes. */
  void drop(int length) {
    size -= length;
    if (size == 0) {
      clear();
    } else {
      head = head + length & ring.length - 1;
    }
  }

  /** Removes and returns the oldest, {@code most} bytes at most. */
  byte[] take(int most) {
    byte[] taken = peek(0, Math.min(most, size));
    drop(taken.length);
    return taken;
  }

  void clear() {
    budget.giveBack(ring.length);
    ring = NONE;
    head = 0;
    size = 0;
  }

  private boolean reserve(int needed) {
    if (needed <= ring.length) {
      return true;
    }
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(needed - 1) << 1);
    if (!budget.take(capacity - ring.length)) {
      return false;
    }
    byte[] grown = new byte[capacity];
    System.arraycopy(peek(0, size), 0, grown, 0, size);
    ring = grown;
    head = 0;
    return true;
  }
}
