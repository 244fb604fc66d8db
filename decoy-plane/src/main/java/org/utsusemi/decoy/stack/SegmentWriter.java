package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** Writes a connection's segments, each with what the receiving half has to say. */
final class SegmentWriter {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Conversation conversation;
  private final Handshake handshake;
  private final Transmitter transmitter;
  private final TimeSource time;
  private final ReceiveHalf in;
  private boolean acknowledgmentDue;

  SegmentWriter(
      Conversation conversation, Handshake handshake, Surroundings around, ReceiveHalf in) {
    this.conversation = conversation;
    this.handshake = handshake;
    this.transmitter = around.transmitter();
    this.time = around.time();
    this.in = in;
  }

  /** The peer wants an acknowledgment, with the next segment or by itself. */
  void owe() {
    acknowledgmentDue = true;
  }

  boolean owes() {
    return acknowledgmentDue;
  }

  /** Writes a segment with its payload. */
  void data(int sequence, int flags, ByteBuffer payload) {
    write(sequence, flags, payload);
  }

  /** Writes a segment that is a header alone. */
  void bare(int sequence, int flags) {
    write(sequence, flags, NOTHING);
  }

  void synAck(int sequence) {
    TcpAnswer answer = handshake.answer();
    long now = time.epochNanos();
    int shown =
        handshake.clock() == null
            ? conversation.host().personality().timestamp(now)
            : handshake.clock().at(now);
    transmitter.tcp(
        conversation.host(),
        conversation.peer(),
        answer.ip(),
        answer.counter(),
        segment(
            sequence,
            handshake.acknowledgment(),
            answer.flags(),
            handshake.announced(),
            answer.urgent(),
            handshake.options(shown),
            answer.payload()));
  }

  private void write(int sequence, int flags, ByteBuffer payload) {
    boolean acknowledges = (flags & Tcp.ACK) != 0;
    boolean resets = (flags & Tcp.RST) != 0;
    acknowledgmentDue &= !acknowledges;
    List<TcpOption> options =
        resets || handshake.clock() == null
            ? List.of()
            : handshake.clock().options(time.epochNanos());
    transmitter.tcp(
        conversation.host(),
        conversation.peer(),
        handshake.answer().ip(),
        handshake.answer().counter(),
        segment(
            sequence,
            acknowledges ? in.next() : 0,
            flags,
            resets ? 0 : windowField(in.announce(), handshake.ownShift()),
            0,
            options,
            payload));
  }

  /**
   * A window as the header carries it (RFC 7323 §2.3). Rounded up, as Linux does: a small window
   * would be scaled away, and a peer would take it for a shut one.
   */
  static int windowField(int window, int shift) {
    return Math.min(0xffff, (window + (1 << shift) - 1) >> shift);
  }

  private Tcp segment(
      int sequence,
      int acknowledgment,
      int flags,
      int window,
      int urgent,
      List<TcpOption> options,
      ByteBuffer payload) {
    return new Tcp(
        conversation.key().hostPort(),
        conversation.key().peerPort(),
        sequence,
        acknowledgment,
        flags,
        window,
        urgent,
        options,
        payload);
  }
}
