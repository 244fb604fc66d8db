package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.utsusemi.decoy.wire.Tcp;

/** What the peer sends: held while a gap is before it, then ready for the service. */
final class ReceiveHalf {
  private static final int MOST_HELD = 32;
  private static final int LARGEST_UPDATE = 1460;

  private record Held(int sequence, byte[] bytes) {}

  private final int capacity;
  private final ByteBudget budget;
  private final ByteQueue ready;

  /** In the order of sequence numbers. */
  private final List<Held> held = new ArrayList<>(0);

  private int heldBytes;
  private int next;

  /** Behind the last sequence number that was announced as acceptable; never goes back. */
  private int edge;

  private boolean finSeen;
  private int finSequence;
  private boolean finished;

  /**
   * Begins behind a SYN that took {@code initial}.
   *
   * @param announced what the answer to it announces as acceptable
   * @param capacity bytes that wait at most
   */
  ReceiveHalf(ByteBudget budget, int initial, int announced, int capacity) {
    this.budget = budget;
    this.ready = new ByteQueue(1 << 16, budget);
    this.capacity = capacity;
    this.next = initial + 1;
    this.edge = next + announced;
  }

  /** Sequence number that is expected next. */
  int next() {
    return next;
  }

  /** Whether everything up to the peer's FIN has come. */
  boolean finished() {
    return finished;
  }

  int ready() {
    return ready.size();
  }

  byte[] takeReady(int most) {
    return ready.take(most);
  }

  void release() {
    ready.clear();
    budget.giveBack(heldBytes);
    heldBytes = 0;
    held.clear();
  }

  /** The window to announce now, 0–65535 bytes. */
  int announce() {
    edge = Sequence.later(edge, next + capacity - ready.size());
    return Math.max(0, edge - next);
  }

  /** Whether a closed window has opened so far that the peer should hear (RFC 9293 §3.8.6.2.2). */
  boolean updateDue() {
    int opened = next + capacity - ready.size() - edge;
    return opened >= Math.min(capacity / 2, LARGEST_UPDATE) && opened > 0;
  }

  /** The test of RFC 9293 §3.10.7.4; a shut window lets through what begins right behind it. */
  boolean isAcceptable(Tcp segment) {
    int sequence = segment.sequence();
    int length = segment.sequenceLength();
    if (edge == next) {
      return sequence == next;
    }
    return inWindow(sequence) || length > 0 && inWindow(sequence + length - 1);
  }

  /** Takes an acceptable segment's bytes and FIN, as far as the window reaches. */
  void accept(Tcp segment) {
    if (finished) {
      return;
    }
    int begin = segment.sequence();
    int end = begin + segment.payload().remaining();
    if (segment.has(Tcp.FIN) && end - next >= 0 && end - edge <= 0) {
      finSeen = true;
      finSequence = end;
    }
    int from = Sequence.later(begin, next);
    int length = (Sequence.before(end, edge) ? end : edge) - from;
    if (length > 0) {
      take(from, segment.payload().slice(segment.payload().position() + from - begin, length));
    }
    if (finSeen && next == finSequence) {
      finished = true;
      next++;
    }
  }

  private void take(int sequence, ByteBuffer bytes) {
    if (sequence != next) {
      hold(sequence, bytes);
    } else if (ready.append(bytes)) {
      next += bytes.remaining();
      fillGaps();
    }
    // without memory the bytes are lost, and the peer sends them again
  }

  private void hold(int sequence, ByteBuffer bytes) {
    int length = bytes.remaining();
    boolean known = held.stream().anyMatch(one -> one.sequence() == sequence);
    if (known
        || held.size() >= MOST_HELD
        || heldBytes + length > capacity
        || !budget.take(length)) {
      return;
    }
    byte[] copy = new byte[length];
    bytes.get(bytes.position(), copy);
    int at = 0;
    while (at < held.size() && Sequence.before(held.get(at).sequence(), sequence)) {
      at++;
    }
    held.add(at, new Held(sequence, copy));
    heldBytes += length;
  }

  private void fillGaps() {
    while (!held.isEmpty() && !Sequence.after(held.get(0).sequence(), next)) {
      Held one = held.remove(0);
      heldBytes -= one.bytes().length;
      budget.giveBack(one.bytes().length);
      int known = next - one.sequence();
      int fresh = one.bytes().length - known;
      if (fresh > 0 && ready.append(ByteBuffer.wrap(one.bytes(), known, fresh))) {
        next += fresh;
      }
    }
  }

  private boolean inWindow(int sequence) {
    return sequence - next >= 0 && sequence - edge < 0;
  }
}
