package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.wire.Tcp;

/** What this end of a connection sends: queued, in flight, acknowledged (RFC 9293 §3.3.1). */
final class SendHalf {
  /** How segments leave. */
  @FunctionalInterface
  interface Emitter {
    void emit(int sequence, int flags, ByteBuffer payload);
  }

  static final int BUFFER_BYTES = 1 << 16;

  private static final int DUPLICATES_OF_A_LOSS = 3;

  /** About three minutes: more than R2 of RFC 9293 §3.8.3. */
  private static final int MOST_RETRANSMISSIONS = 8;

  /** About eight minutes of a window that stays shut. */
  private static final int MOST_PROBES = 12;

  private final Emitter emitter;
  private final ByteQueue queue;
  private final RetransmissionTimer timer;
  private final CongestionWindow congestion;
  private final int segmentSize;
  private final int windowShift;

  /** Sequence number of the queue's oldest byte. */
  private int first;

  private int unacknowledged;
  private int next;

  /** Behind the highest that was ever sent; {@link #next} goes back when the timer expires. */
  private int highest;

  private int window;
  private int largestWindow;
  private int windowSequence;
  private int windowAcknowledgment;
  private boolean finishing;
  private boolean probing;
  private boolean recovering;
  private int recoverUntil;
  private int duplicates;

  /**
   * Begins behind a SYN that took {@code initial}.
   *
   * @param windowShift by which the peer's windows are to be shifted (RFC 7323 §2), 0–14
   */
  SendHalf(
      Emitter emitter,
      TimeSource time,
      ByteBudget budget,
      int initial,
      int segmentSize,
      int windowShift) {
    this.emitter = emitter;
    this.queue = new ByteQueue(BUFFER_BYTES, budget);
    this.timer = new RetransmissionTimer(time);
    this.congestion = new CongestionWindow(segmentSize);
    this.segmentSize = segmentSize;
    this.windowShift = windowShift;
    this.first = initial + 1;
    this.unacknowledged = initial;
    this.next = initial + 1;
    this.highest = initial + 1;
  }

  RetransmissionTimer timer() {
    return timer;
  }

  /** Sequence number of the next byte to send. */
  int next() {
    return next;
  }

  /** Behind the highest sequence number that was ever sent. */
  int highest() {
    return highest;
  }

  int queued() {
    return queue.size();
  }

  /** Whether something that was sent lacks its acknowledgment. */
  boolean isOutstanding() {
    return unacknowledged != highest;
  }

  /** Whether our FIN was sent and acknowledged. */
  boolean finished() {
    return finishing && unacknowledged == end() + 1;
  }

  /** Queues bytes; false when there is no room for all of them. */
  boolean append(ByteBuffer bytes) {
    return queue.append(bytes);
  }

  /** Lets a FIN follow what is queued. */
  void finish() {
    finishing = true;
  }

  void release() {
    queue.clear();
    timer.stop();
  }

  /** Whether an acknowledgment is of something sent, and not absurdly old (RFC 5961 §5.2). */
  boolean isAcceptable(int acknowledgment) {
    return !Sequence.after(acknowledgment, highest)
        && !Sequence.before(acknowledgment, unacknowledged - largestWindow);
  }

  /** Whether it acknowledges something new. */
  boolean isNew(int acknowledgment) {
    return Sequence.after(acknowledgment, unacknowledged)
        && !Sequence.after(acknowledgment, highest);
  }

  /** Takes in an acceptable acknowledgment and the window that comes with it. */
  void acknowledge(Tcp segment) {
    int acknowledgment = segment.acknowledgment();
    if (Sequence.after(acknowledgment, unacknowledged)) {
      advance(acknowledgment);
    } else if (isDuplicate(segment)) {
      duplicate();
    }
    boolean newer =
        Sequence.before(windowSequence, segment.sequence())
            || windowSequence == segment.sequence()
                && !Sequence.after(windowAcknowledgment, acknowledgment);
    if (newer) {
      openWindow(segment);
    }
  }

  /** Takes the window of a segment, whatever came before. */
  void openWindow(Tcp segment) {
    window = segment.window() << windowShift;
    largestWindow = Math.max(largestWindow, window);
    windowSequence = segment.sequence();
    windowAcknowledgment = segment.acknowledgment();
    if (probing && window > 0) {
      probing = false;
      timer.stop();
    }
  }

  private void advance(int acknowledgment) {
    int bytes = acknowledgment - unacknowledged;
    int fromQueue = Math.min(acknowledgment - first, queue.size());
    if (fromQueue > 0) {
      queue.drop(fromQueue);
      first += fromQueue;
    }
    unacknowledged = acknowledgment;
    next = Sequence.later(next, acknowledgment);
    duplicates = 0;
    timer.acknowledged(acknowledgment, acknowledgment == highest);
    if (!recovering) {
      congestion.acknowledged(bytes);
    } else if (Sequence.before(acknowledgment, recoverUntil)) {
      congestion.partial(bytes);
      resendOldest();
    } else {
      recovering = false;
      congestion.leaveRecovery();
    }
  }

  /** RFC 5681 §2. */
  private boolean isDuplicate(Tcp segment) {
    return segment.acknowledgment() == unacknowledged
        && isOutstanding()
        && !probing
        && segment.sequenceLength() == 0
        && segment.window() << windowShift == window;
  }

  private void duplicate() {
    duplicates++;
    if (recovering) {
      congestion.inflate();
    } else if (duplicates == DUPLICATES_OF_A_LOSS) {
      recovering = true;
      recoverUntil = highest;
      congestion.enterRecovery(highest - unacknowledged);
      resendOldest();
    }
  }

  /** Sends what window and congestion allow. */
  void transmit() {
    int unsent = end() - next;
    while (unsent >= 0) {
      int usable = Math.min(window, congestion.bytes()) - (next - unacknowledged);
      int length = Math.max(0, Math.min(usable, Math.min(unsent, segmentSize)));
      boolean last = length == unsent;
      if (length == 0 && !(last && finishing) || isSilly(length, last)) {
        break;
      }
      next = send(next, length);
      unsent = end() - next;
    }
    if (unsent > 0 && next == unacknowledged && !timer.isRunning()) {
      probing = true;
      timer.start();
    }
  }

  /** Sender's part in avoiding silly windows (RFC 9293 §3.8.6.2.1). */
  private boolean isSilly(int length, boolean last) {
    return !last && length < segmentSize && length < largestWindow / 2;
  }

  /** The timer has expired; false when that happened too often. */
  boolean expire() {
    if (timer.attempts() >= (probing ? MOST_PROBES : MOST_RETRANSMISSIONS)) {
      return false;
    }
    timer.backOff();
    if (probing) {
      send(unacknowledged, Math.max(1, Math.min(window, segmentSize)));
    } else {
      congestion.timedOut(highest - unacknowledged);
      recovering = false;
      duplicates = 0;
      next = resendOldest();
    }
    return true;
  }

  private int resendOldest() {
    timer.discardMeasurement();
    return send(first, segmentSize);
  }

  /** Sends at most {@code length} bytes; a FIN goes with the last. Returns what follows. */
  private int send(int sequence, int length) {
    int offset = sequence - first;
    int bytes = Math.max(0, Math.min(length, queue.size() - offset));
    boolean last = offset + bytes >= queue.size();
    boolean fin = last && finishing;
    int behind = (fin ? end() + 1 : sequence + bytes);
    int flags = Tcp.ACK | (last && bytes > 0 ? Tcp.PSH : 0) | (fin ? Tcp.FIN : 0);
    emitter.emit(sequence, flags, ByteBuffer.wrap(queue.peek(offset, bytes)));
    if (sequence == highest) {
      timer.measure(behind);
    }
    highest = Sequence.later(highest, behind);
    timer.start();
    return behind;
  }

  private int end() {
    return first + queue.size();
  }
}
