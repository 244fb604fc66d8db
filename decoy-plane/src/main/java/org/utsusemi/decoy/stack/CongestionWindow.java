package org.utsusemi.decoy.stack;

/** Slow start, congestion avoidance and fast recovery (RFC 5681, RFC 6582). */
final class CongestionWindow {
  private static final int LARGEST = 1 << 17;

  private final int segmentSize;
  private int window;
  private int threshold = LARGEST;

  CongestionWindow(int segmentSize) {
    this.segmentSize = segmentSize;
    this.window = Math.min(4 * segmentSize, Math.max(2 * segmentSize, 4380));
  }

  int bytes() {
    return window;
  }

  void acknowledged(int bytes) {
    int growth =
        window < threshold
            ? Math.min(bytes, segmentSize)
            : Math.max(1, segmentSize * segmentSize / window);
    window = Math.min(LARGEST, window + growth);
  }

  /** A third duplicate acknowledgment has come. */
  void enterRecovery(int inFlight) {
    threshold = Math.max(inFlight / 2, 2 * segmentSize);
    window = threshold + 3 * segmentSize;
  }

  /** A further duplicate acknowledgment says that a segment has left the network. */
  void inflate() {
    window = Math.min(LARGEST, window + segmentSize);
  }

  /** Part of what was in flight at the loss is acknowledged: the next hole shows. */
  void partial(int bytes) {
    window = Math.max(segmentSize, window - bytes + segmentSize);
  }

  void leaveRecovery() {
    window = threshold;
  }

  void timedOut(int inFlight) {
    threshold = Math.max(inFlight / 2, 2 * segmentSize);
    window = segmentSize;
  }
}
