package org.utsusemi.decoy.capture;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.utsusemi.decoy.wire.Tcp;

/**
 * One direction of a connection, put in order. What comes early waits, bounded in number and bytes;
 * what comes twice counts once.
 */
final class HalfStream {
  private static final int MOST_WAITING = 64;
  private static final int MOST_BYTES = 1 << 18;

  /** Takes bytes in order. */
  interface Sink {
    void bytes(byte[] bytes);
  }

  /** By distance from the byte that is expected, signed, so that sequence numbers may wrap. */
  private final TreeMap<Long, byte[]> waiting = new TreeMap<>();

  private boolean started;
  private int first;
  private long next;
  private int waitingBytes;
  private boolean overflown;

  /** The next byte expected has this sequence number. */
  void start(int sequence) {
    started = true;
    first = sequence;
    next = 0;
    waiting.clear();
    waitingBytes = 0;
  }

  boolean isStarted() {
    return started;
  }

  /** Whether bytes were awaited for so long that those after them had to be given up. */
  boolean overflown() {
    return overflown;
  }

  /** Whether something waits for bytes that never came. */
  boolean hasGap() {
    return overflown || !waiting.isEmpty();
  }

  void accept(Tcp segment, Sink out) {
    int sequence = segment.sequence() + (segment.has(Tcp.SYN) ? 1 : 0);
    if (!started) {
      start(sequence);
    }
    if (!segment.payload().hasRemaining() || overflown) {
      return;
    }
    // the position in the whole stream of what may lie up to 2 GiB before or behind the next byte
    long at = next + (sequence - (first + (int) next));
    add(at, segment.payload());
    deliver(out);
  }

  private void add(long at, ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    byte[] before = waiting.get(at);
    if (at + bytes.length <= next || before != null && before.length >= bytes.length) {
      return;
    }
    waiting.put(at, bytes);
    waitingBytes += bytes.length - (before == null ? 0 : before.length);
  }

  private void deliver(Sink out) {
    while (!waiting.isEmpty() && waiting.firstKey() <= next) {
      Map.Entry<Long, byte[]> entry = waiting.pollFirstEntry();
      byte[] bytes = entry.getValue();
      waitingBytes -= bytes.length;
      int seen = (int) Math.min(bytes.length, next - entry.getKey());
      if (seen < bytes.length) {
        next += bytes.length - seen;
        out.bytes(seen == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, seen, bytes.length));
      }
    }
    if (waiting.size() > MOST_WAITING || waitingBytes > MOST_BYTES) {
      overflown = true;
      waiting.clear();
      waitingBytes = 0;
    }
  }
}
