package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** Writes a connection's segments, each with what the receiving half has to say. */
final class SegmentWriter {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Conversation conversation;
  private final Transmitter transmitter;
  private final ReceiveHalf in;
  private boolean acknowledgmentDue;

  SegmentWriter(Conversation conversation, Transmitter transmitter, ReceiveHalf in) {
    this.conversation = conversation;
    this.transmitter = transmitter;
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
    write(sequence, flags, List.of(), payload);
  }

  /** Writes a segment that is a header alone. */
  void bare(int sequence, int flags) {
    write(sequence, flags, List.of(), NOTHING);
  }

  void synAck(int sequence) {
    int segmentSize = conversation.host().personality().mss();
    write(
        sequence,
        Tcp.SYN | Tcp.ACK,
        List.of(new TcpOption.MaximumSegmentSize(segmentSize)),
        NOTHING);
  }

  private void write(int sequence, int flags, List<TcpOption> options, ByteBuffer payload) {
    boolean acknowledges = (flags & Tcp.ACK) != 0;
    boolean resets = (flags & Tcp.RST) != 0;
    acknowledgmentDue &= !acknowledges;
    transmitter.tcp(
        conversation.host(),
        conversation.peer(),
        new Tcp(
            conversation.key().hostPort(),
            conversation.key().peerPort(),
            sequence,
            acknowledges ? in.next() : 0,
            flags,
            resets ? 0 : in.announce(),
            0,
            options,
            payload));
  }
}
