package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.utsusemi.decoy.host.OptionTemplate;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * What two ends agree upon: segment size, window scales and timestamps (RFC 7323), as the peer
 * offered and the host's personality answers it.
 */
final class Handshake {
  static final int NO_SHIFT = -1;

  /** What a peer that announces nothing takes (RFC 9293 §3.7.1). */
  private static final int DEFAULT_SEGMENT_SIZE = 536;

  /** A peer that announces less only wants many segments for few bytes. */
  private static final int SMALLEST_SEGMENT_SIZE = 64;

  private static final int LARGEST_SEGMENT_SIZE = 1460;
  private static final int TIMESTAMPS_LENGTH = 12;
  private static final int LARGEST_SHIFT = 14;

  /** What a host takes whose SYN/ACK announces no window, or the peer's own. */
  private static final int USUAL_CAPACITY = 4096;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final TcpAnswer answer;
  private final Tcp syn;
  private final int initial;
  private final int acknowledgment;
  private final int segmentSize;
  private final int ownShift;
  private final int peerShift;
  private final SegmentClock clock;

  private Handshake(
      TcpAnswer answer,
      Tcp syn,
      int initial,
      int acknowledgment,
      int segmentSize,
      int ownShift,
      int peerShift,
      SegmentClock clock) {
    this.answer = answer;
    this.syn = syn;
    this.initial = initial;
    this.acknowledgment = acknowledgment;
    this.segmentSize = segmentSize;
    this.ownShift = ownShift;
    this.peerShift = peerShift;
    this.clock = clock;
  }

  /**
   * What a SYN and its answer agree upon.
   *
   * @param initial sequence number of the answer
   * @param time what the answer's timestamps show
   */
  static Handshake of(
      TcpAnswer answer, Tcp syn, int initial, Personality personality, int time, long now) {
    OptionTemplate options = answer.options();
    OptionalInt offered = shiftOf(syn);
    boolean scales = offered.isPresent() && options.shift().isPresent();
    SegmentClock clock =
        timeOf(syn).stream()
            .filter(value -> options.hasTimestamps())
            .mapToObj(value -> new SegmentClock(personality, options.tellsTime(), time, value, now))
            .findFirst()
            .orElse(null);
    int peers = syn.maximumSegmentSize().orElse(DEFAULT_SEGMENT_SIZE);
    return new Handshake(
        answer,
        withoutPayload(syn),
        initial,
        answer.acknowledgmentOf(syn, personality),
        Math.min(LARGEST_SEGMENT_SIZE, Math.max(SMALLEST_SEGMENT_SIZE, peers)),
        scales ? options.shift().getAsInt() : NO_SHIFT,
        scales ? Math.min(LARGEST_SHIFT, offered.getAsInt()) : NO_SHIFT,
        clock);
  }

  /** What is left of an agreement that was kept in a cookie. */
  static Handshake remembered(
      TcpAnswer answer,
      Tcp segment,
      int segmentSize,
      int ownShift,
      int peerShift,
      SegmentClock clock) {
    return new Handshake(
        answer,
        withoutPayload(segment),
        segment.acknowledgment() - 1,
        segment.sequence(),
        segmentSize,
        ownShift,
        peerShift,
        clock);
  }

  static OptionalInt shiftOf(Tcp segment) {
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.WindowScale scale) {
        return OptionalInt.of(scale.shift());
      }
    }
    return OptionalInt.empty();
  }

  static OptionalInt timeOf(Tcp segment) {
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.Timestamps times) {
        return OptionalInt.of(times.value());
      }
    }
    return OptionalInt.empty();
  }

  /** A copy that keeps nothing of the frame in memory. */
  private static Tcp withoutPayload(Tcp segment) {
    List<TcpOption> kept = new ArrayList<>(2);
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.MaximumSegmentSize
          || option instanceof TcpOption.Timestamps
          || option instanceof TcpOption.WindowScale) {
        kept.add(option);
      }
    }
    return new Tcp(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.sequence(),
        segment.acknowledgment(),
        segment.flags(),
        segment.window(),
        segment.urgent(),
        kept,
        NOTHING);
  }

  TcpAnswer answer() {
    return answer;
  }

  /** Sequence number of our SYN. */
  int initial() {
    return initial;
  }

  /** Sequence number of the peer's SYN. */
  int peerInitial() {
    return (syn.flags() & Tcp.SYN) != 0 ? syn.sequence() : syn.sequence() - 1;
  }

  /** What the SYN/ACK acknowledges: not always what came. */
  int acknowledgment() {
    return acknowledgment;
  }

  /** Bytes of payload that one segment takes to the peer. */
  int segmentSize() {
    return clock == null ? segmentSize : segmentSize - TIMESTAMPS_LENGTH;
  }

  /** The window that the SYN/ACK announces, 0–65535. */
  int announced() {
    return answer.windowFor(syn);
  }

  /** Bytes that the host takes at once. */
  int capacity() {
    boolean own = answer.window() != TcpAnswer.PEERS_WINDOW && answer.window() > 0;
    return own ? answer.window() : USUAL_CAPACITY;
  }

  /** By how much the host's windows are shifted behind the handshake. */
  int ownShift() {
    return Math.max(0, ownShift);
  }

  int peerShift() {
    return Math.max(0, peerShift);
  }

  /** The clock of timestamps; null when there are none. */
  SegmentClock clock() {
    return clock;
  }

  /** The options of the SYN/ACK. */
  List<TcpOption> options(int time) {
    return answer.options().answering(syn, time);
  }
}
