package org.utsusemi.decoy.host;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** The options of an answer, encoded but for what depends on the segment that is answered. */
public final class OptionTemplate {
  /** No options. */
  public static final OptionTemplate NONE =
      new OptionTemplate(new byte[0], false, -1, false, -1, false, false, -1);

  /** The very options of the segment that is answered. */
  public static final OptionTemplate MIRROR =
      new OptionTemplate(new byte[0], true, -1, false, -1, false, false, -1);

  private final byte[] bytes;
  private final boolean mirrors;
  private final int segmentSizeAt;
  private final boolean atMostPeers;
  private final int timestampsAt;
  private final boolean tellsTime;
  private final boolean echoesTime;
  private final int shift;

  /**
   * @param bytes encoded options, at most 40, filled up to words
   * @param mirrors whether the answer has the peer's options instead
   * @param segmentSizeAt where the value of the maximum segment size is; -1: nowhere
   * @param atMostPeers whether it is not above what the peer announced
   * @param timestampsAt where the two values of timestamps are; -1: nowhere
   * @param tellsTime whether the first of them is the clock; else 0
   * @param echoesTime whether the second is the peer's; else 0
   * @param shift window scale, 0–14; -1: not negotiated
   */
  public OptionTemplate(
      byte[] bytes,
      boolean mirrors,
      int segmentSizeAt,
      boolean atMostPeers,
      int timestampsAt,
      boolean tellsTime,
      boolean echoesTime,
      int shift) {
    this.bytes = bytes.clone();
    this.mirrors = mirrors;
    this.segmentSizeAt = segmentSizeAt;
    this.atMostPeers = atMostPeers;
    this.timestampsAt = timestampsAt;
    this.tellsTime = tellsTime;
    this.echoesTime = echoesTime;
    this.shift = shift;
  }

  /** Whether the answer negotiates timestamps. */
  public boolean hasTimestamps() {
    return timestampsAt >= 0;
  }

  /** Whether the first value of the timestamps is the clock. */
  public boolean tellsTime() {
    return tellsTime;
  }

  /** The window scale that the answer announces; empty: none. */
  public OptionalInt shift() {
    return shift < 0 ? OptionalInt.empty() : OptionalInt.of(shift);
  }

  /** The options of the answer to a segment, {@code time} being the clock of timestamps. */
  public List<TcpOption> answering(Tcp segment, int time) {
    if (mirrors) {
      return segment.options();
    }
    if (bytes.length == 0) {
      return List.of();
    }
    byte[] filled = bytes.clone();
    if (atMostPeers || timestampsAt >= 0) {
      ByteBuffer out = ByteBuffer.wrap(filled);
      int own = segmentSizeAt < 0 ? 0 : out.getShort(segmentSizeAt) & 0xffff;
      // a host that echoes what it was not sent echoes what lay there
      int echoed = time;
      for (TcpOption option : segment.options()) {
        if (option instanceof TcpOption.MaximumSegmentSize theirs) {
          own = Math.min(own, theirs.bytes());
        } else if (option instanceof TcpOption.Timestamps theirs) {
          echoed = theirs.value();
        }
      }
      if (atMostPeers) {
        out.putShort(segmentSizeAt, (short) own);
      }
      if (timestampsAt >= 0) {
        out.putInt(timestampsAt, tellsTime ? time : 0);
        out.putInt(timestampsAt + 4, echoesTime ? echoed : 0);
      }
    }
    return List.of(new TcpOption.Encoded(ByteBuffer.wrap(filled)));
  }
}
