package org.utsusemi.decoy.stack;

import java.util.List;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** The timestamps of one connection (RFC 7323 §4). */
final class SegmentClock {
  private static final TcpOption FILLER = new TcpOption.NoOperation();
  private static final double SECOND = 1e9;

  private final int ticksPerSecond;
  private final long since;
  private final int first;
  private int recent;

  /**
   * @param tells whether the SYN/ACK shows {@code time}; else the clock begins behind it
   * @param recent the peer's timestamp
   * @param now nanoseconds since 1970
   */
  SegmentClock(Personality personality, boolean tells, int time, int recent, long now) {
    this.ticksPerSecond = personality.ticksPerSecond();
    this.since = now;
    this.first = tells ? time : personality.timestamp(now);
    this.recent = recent;
  }

  /** Takes note of the timestamp of a segment that has come; it is not older than expected. */
  void heard(Tcp segment, int next) {
    if (!Sequence.after(segment.sequence(), next)) {
      Handshake.timeOf(segment).ifPresent(value -> recent = value);
    }
  }

  int at(long now) {
    return first + (int) (long) ((now - since) / SECOND * ticksPerSecond);
  }

  /** The options of a segment. */
  List<TcpOption> options(long now) {
    return List.of(FILLER, FILLER, new TcpOption.Timestamps(at(now), recent));
  }
}
