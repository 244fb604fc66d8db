package org.utsusemi.decoy.stack;

import java.util.OptionalInt;

/**
 * Initial sequence numbers that carry what would else be remembered of a SYN (RFC 4987 §3.6): five
 * bits of time, three of maximum segment size, 24 of a keyed hash over both and the connection.
 */
final class SynCookies {
  private static final int[] SEGMENT_SIZES = {64, 256, 536, 1024, 1220, 1380, 1440, 1460};
  private static final long PERIOD_NANOS = 64_000_000_000L;

  private final SipHash hash;
  private final TimeSource time;
  private long lastMade;
  private boolean made;

  SynCookies(SipHash hash, TimeSource time) {
    this.hash = hash;
    this.time = time;
  }

  /** The sequence number for a SYN/ACK. */
  int make(TcpKey key, int peerSequence, int segmentSize) {
    return make(key.addresses(), key.ports(), peerSequence, segmentSize, time.nanos());
  }

  /**
   * The same without a key at hand.
   *
   * @param addresses see {@link TcpKey#addresses}
   * @param ports see {@link TcpKey#ports}
   */
  int make(long addresses, long ports, int peerSequence, int segmentSize, long now) {
    lastMade = now;
    made = true;
    int size = SEGMENT_SIZES.length - 1;
    while (size > 0 && SEGMENT_SIZES[size] > segmentSize) {
      size--;
    }
    return cookie(addresses, ports, peerSequence, period(now), size);
  }

  /**
   * The peer's maximum segment size when {@code sequence} is a cookie that was made for it in this
   * period or the one before. While none are made none are taken, so that there is nothing to
   * guess.
   */
  OptionalInt check(TcpKey key, int peerSequence, int sequence) {
    if (!made || time.nanos() - lastMade > 2 * PERIOD_NANOS) {
      return OptionalInt.empty();
    }
    int size = sequence >>> 24 & 7;
    long now = period(time.nanos());
    boolean ours =
        cookie(key.addresses(), key.ports(), peerSequence, now, size) == sequence
            || cookie(key.addresses(), key.ports(), peerSequence, now - 1, size) == sequence;
    return ours ? OptionalInt.of(SEGMENT_SIZES[size]) : OptionalInt.empty();
  }

  private static long period(long nanos) {
    return Math.floorDiv(nanos, PERIOD_NANOS);
  }

  private int cookie(long addresses, long ports, int peerSequence, long period, int size) {
    long state = (long) peerSequence << 32 | (period & 0xff_ffff) << 3 | size;
    int digest = (int) hash.of(addresses, ports, state) & 0xff_ffff;
    return (int) (period & 31) << 27 | size << 24 | digest;
  }
}
