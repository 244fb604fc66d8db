package org.utsusemi.decoy.stack;

import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * What is to be done at a moment. Filled and worked off by whoever holds the stack; one thread may
 * wait for the next moment without holding it.
 */
final class Agenda {
  private static final long NEVER = Long.MAX_VALUE;

  /** Something that is to be done; no two are equal. */
  record Item(long due, long number, Runnable thing) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = Long.signum(due - other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final TimeSource time;
  private final TreeSet<Item> items = new TreeSet<>();
  private long added;

  /** Moment of the first item, in nanoseconds; what {@link #await} looks at. */
  private volatile long next = NEVER;

  private volatile Thread waiting;

  Agenda(TimeSource time) {
    this.time = time;
  }

  int size() {
    return items.size();
  }

  /** Lets something be done at {@code due}; what is due at the same moment keeps its order. */
  Item at(long due, Runnable thing) {
    Item item = new Item(due, added++, thing);
    items.add(item);
    long first = items.first().due();
    if (first != next) {
      next = first;
      LockSupport.unpark(waiting);
    }
    return item;
  }

  /** Lets something not be done after all, and keeps nothing of it. */
  void cancel(Item item) {
    items.remove(item);
  }

  /** Does what is due. Something that throws costs only itself: the rest is done next time. */
  void work() {
    long now = time.nanos();
    try {
      while (!items.isEmpty() && items.first().due() - now <= 0) {
        items.pollFirst().thing().run();
      }
    } finally {
      next = items.isEmpty() ? NEVER : items.first().due();
    }
  }

  /** Returns when something is due, after {@code most} nanoseconds, or a little earlier. */
  void await(long most) {
    waiting = Thread.currentThread();
    long first = next;
    long until = first == NEVER ? most : Math.min(most, first - time.nanos());
    if (until > 0) {
      LockSupport.parkNanos(this, until);
    }
  }
}
