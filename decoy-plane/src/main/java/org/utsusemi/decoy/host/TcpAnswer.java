package org.utsusemi.decoy.host;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.wire.Tcp;

/**
 * A segment that answers another one, but for what depends on that one.
 *
 * @param ip its IP header
 * @param counter where its identification field comes from
 * @param sequence rule of its sequence number
 * @param acknowledgment rule of its acknowledgment number
 * @param flags control bits and the four reserved ones above them, 0–0xfff
 * @param window 0–65535, or {@link #PEERS_WINDOW}
 * @param urgent 0–65535
 * @param payload what a reset carries
 */
public record TcpAnswer(
    IpFields ip,
    Personality.Counter counter,
    Sequence sequence,
    Acknowledgment acknowledgment,
    int flags,
    int window,
    int urgent,
    OptionTemplate options,
    ByteBuffer payload) {
  /** The window of the segment that is answered. */
  public static final int PEERS_WINDOW = -1;

  private static final int SYN_ACK = Tcp.SYN | Tcp.ACK;

  /** What the sequence number is. */
  public enum Sequence {
    /** Zero. */
    ZERO,
    /** The acknowledgment number of the segment that is answered, whether ACK is set or not. */
    ACKNOWLEDGED,
    /** One more than that. */
    ACKNOWLEDGED_PLUS_ONE,
    /** An initial sequence number in a SYN, a number that means nothing in any other segment. */
    OTHER
  }

  /** What the acknowledgment number is. */
  public enum Acknowledgment {
    /** Zero. */
    ZERO,
    /** What comes behind the payload of the segment that is answered. */
    BEHIND_PAYLOAD,
    /** What comes behind the segment that is answered, its SYN or FIN included. */
    BEHIND_SEGMENT,
    /** One more than what comes behind the payload, with and without a SYN or FIN. */
    ONE_MORE,
    /** A number that means nothing. */
    OTHER
  }

  /** Whether a peer may take it for the second step of a handshake. */
  public boolean isSynAck() {
    return (flags & (SYN_ACK | Tcp.RST)) == SYN_ACK;
  }

  /** The window for the answer to a segment. */
  public int windowFor(Tcp segment) {
    return window == PEERS_WINDOW ? segment.window() : window;
  }

  /** The acknowledgment number for the answer to a segment. */
  public int acknowledgmentOf(Tcp segment, Personality personality) {
    int behind = segment.sequence() + segment.payload().remaining();
    return switch (acknowledgment) {
      case ZERO -> 0;
      case BEHIND_PAYLOAD -> behind;
      case BEHIND_SEGMENT -> behind + (segment.has(Tcp.SYN | Tcp.FIN) ? 1 : 0);
      case ONE_MORE -> behind + 1;
      case OTHER -> personality.anyNumber(segment.sequence(), segment.destinationPort());
    };
  }

  /** The sequence number for the answer to a segment. */
  public int sequenceFor(Tcp segment, Personality personality, long now) {
    return switch (sequence) {
      case ZERO -> 0;
      case ACKNOWLEDGED -> segment.acknowledgment();
      case ACKNOWLEDGED_PLUS_ONE -> segment.acknowledgment() + 1;
      case OTHER ->
          (flags & Tcp.SYN) != 0
              ? personality.initialSequence(now)
              : personality.anyNumber(segment.acknowledgment(), segment.sourcePort());
    };
  }
}
