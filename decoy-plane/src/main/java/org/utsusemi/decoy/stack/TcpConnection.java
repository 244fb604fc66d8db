package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.wire.Tcp;

/** The serving side of one connection, from the SYN/ACK on (RFC 9293 §3.10). */
final class TcpConnection {
  /** Above it a service gets no more requests before the peer takes the answers. */
  private static final int ANSWERS_WAITING = 1 << 14;

  /** A pipeline of the shortest requests in so many bytes has answers that find room. */
  private static final int HANDED_AT_ONCE = 512;

  private static final int MOST_SYN_ACKS = 3;
  private static final long SECOND = 1_000_000_000L;
  private static final long LINGER = 60 * SECOND;

  private final Surroundings around;
  private final Conversation conversation;
  private final Handshake handshake;
  private final SendHalf out;
  private final ReceiveHalf in;
  private final SegmentWriter writer;
  private final AcknowledgmentRate challenges;
  private final ServiceOutput output;

  private TcpState state = TcpState.SYN_RECEIVED;
  private StreamService.Session session;
  private boolean serviceDone;
  private boolean busy;
  private long lingerUntil;
  private long heardAt;

  /** A connection whose SYN/ACK is sent, or about to be. */
  TcpConnection(
      Surroundings around, Conversation conversation, ByteBudget budget, Handshake handshake) {
    this.around = around;
    this.conversation = conversation;
    this.handshake = handshake;
    this.in =
        new ReceiveHalf(
            budget, handshake.peerInitial(), handshake.announced(), handshake.capacity());
    this.writer = new SegmentWriter(conversation, handshake, around, in);
    this.out =
        new SendHalf(
            writer::data,
            around.time(),
            budget,
            handshake.initial(),
            handshake.segmentSize(),
            handshake.peerShift());
    this.challenges = new AcknowledgmentRate(around.time());
    this.output = new ServiceOutput(this, around, budget);
    this.heardAt = around.time().nanos();
  }

  Conversation conversation() {
    return conversation;
  }

  boolean isHalfOpen() {
    return state == TcpState.SYN_RECEIVED;
  }

  boolean isOver() {
    return state == TcpState.CLOSED;
  }

  /** Sends the SYN/ACK for the first time. */
  void answerSyn() {
    out.timer().measure(out.highest());
    out.timer().start();
    sendSynAck();
  }

  /** Whether a SYN may begin a new connection in this one's place (RFC 9293 §3.6.1). */
  boolean yieldsTo(Tcp syn) {
    return state == TcpState.TIME_WAIT && Sequence.after(syn.sequence(), in.next());
  }

  /** RFC 9293 §3.10.7.4, with the blind-attack checks of RFC 5961. */
  void receive(Tcp segment) {
    if (state == TcpState.SYN_RECEIVED && isFirstSyn(segment)) {
      out.timer().discardMeasurement();
      sendSynAck();
    } else if (!in.isAcceptable(segment)) {
      if (!segment.has(Tcp.RST)) {
        refuse(segment);
      }
    } else if (segment.has(Tcp.RST)) {
      if (segment.sequence() == in.next()) {
        end();
      } else {
        challenge();
      }
    } else if (segment.has(Tcp.SYN)) {
      challenge();
    } else if (segment.has(Tcp.ACK)) {
      heardAt = around.time().nanos();
      if (handshake.clock() != null) {
        handshake.clock().heard(segment, in.next());
      }
      work(() -> receiveAcknowledged(segment));
    }
  }

  /** Whether {@link #tick} has something to do. */
  boolean isDue(long now) {
    return out.timer().isDue(now) || state.lingers() && now - lingerUntil >= 0 || isIdle(now);
  }

  void tick() {
    if (state == TcpState.CLOSED) {
      // another connection's end may have led to this one's since it was due
      return;
    }
    if (state.lingers()) {
      end();
    } else if (state == TcpState.SYN_RECEIVED) {
      if (out.timer().attempts() >= MOST_SYN_ACKS) {
        end();
      } else {
        out.timer().backOff();
        sendSynAck();
      }
    } else if (isIdle(around.time().nanos())) {
      close();
    } else if (!out.expire()) {
      end();
    }
  }

  /** Whether the host closes because its peer has been silent for too long. */
  private boolean isIdle(long now) {
    Long limit = conversation.manners().idleNanos().orElse(null);
    return limit != null && state == TcpState.ESTABLISHED && now - heardAt >= limit;
  }

  /** Queues what the service says; without room for it the connection is reset. */
  void say(byte[] bytes) {
    if (serviceDone) {
      return;
    }
    if (!out.append(ByteBuffer.wrap(bytes))) {
      abort();
    } else {
      follow();
    }
  }

  /** The service has no more to say. */
  void close() {
    if (!serviceDone) {
      finish();
      follow();
    }
  }

  /** Ends at once, and tells the peer. */
  void abort() {
    if (state != TcpState.CLOSED) {
      writer.bare(out.highest(), Tcp.RST | Tcp.ACK);
      end();
    }
  }

  /** Ends at once without a word. */
  void end() {
    if (state == TcpState.CLOSED) {
      return;
    }
    around.table().remove(this);
    state = TcpState.CLOSED;
    out.release();
    in.release();
    output.release();
    tellService();
  }

  private boolean isFirstSyn(Tcp segment) {
    return segment.has(Tcp.SYN)
        && !segment.has(Tcp.RST | Tcp.ACK | Tcp.FIN)
        && segment.sequence() == in.next() - 1;
  }

  private void refuse(Tcp segment) {
    if (state == TcpState.TIME_WAIT && segment.has(Tcp.FIN)) {
      lingerFromNow();
    }
    // bytes that came before want their acknowledgment again; all else could be a war of ACKs
    if (segment.sequenceLength() > 0 && !segment.has(Tcp.SYN)) {
      acknowledge();
    } else {
      challenge();
    }
  }

  private void receiveAcknowledged(Tcp segment) {
    if (state == TcpState.SYN_RECEIVED) {
      if (!out.isNew(segment.acknowledgment())) {
        writer.bare(segment.acknowledgment(), Tcp.RST);
        return;
      }
      out.openWindow(segment);
    } else if (!out.isAcceptable(segment.acknowledgment())) {
      challenge();
      return;
    }
    out.acknowledge(segment);
    if (state == TcpState.SYN_RECEIVED) {
      establish();
    }
    if (out.finished()) {
      enter(state.whenOurFinIsAcknowledged());
    }
    takeText(segment);
  }

  private void establish() {
    if (!around.table().hasRoomForSession(conversation)) {
      abort();
      return;
    }
    around.table().established(this);
    state = TcpState.ESTABLISHED;
    session = conversation.service().open(conversation.peer(), output);
  }

  private void takeText(Tcp segment) {
    if (!state.receives() || segment.sequenceLength() == 0) {
      return;
    }
    in.accept(segment);
    writer.owe();
    if (in.finished()) {
      enter(state.whenPeerCloses());
    }
  }

  private void enter(TcpState next) {
    if (next == TcpState.CLOSED) {
      end();
    } else if (next != state) {
      state = next;
      lingerFromNow();
    }
  }

  private void lingerFromNow() {
    lingerUntil = around.time().nanos() + LINGER;
  }

  /** What the service did from outside is followed up at once, else when its turn ends. */
  private void follow() {
    if (!busy) {
      work(() -> {});
    }
  }

  /** Does one thing, then whatever follows from it for service and peer. */
  private void work(Runnable thing) {
    busy = true;
    try {
      thing.run();
      serve();
    } catch (RuntimeException e) {
      abort();
      throw e;
    } finally {
      busy = false;
    }
    if (state != TcpState.CLOSED) {
      out.transmit();
      if (writer.owes() || in.updateDue()) {
        acknowledge();
      }
    }
  }

  /** Hands over what has come; the peer's FIN ends the service's half too. */
  private void serve() {
    while (!serviceDone
        && in.ready() > 0
        && out.queued() + output.waitingBytes() < ANSWERS_WAITING) {
      session.receive(in.takeReady(HANDED_AT_ONCE));
    }
    if (serviceDone) {
      in.release();
    }
    if (in.finished() && in.ready() == 0 && !output.isWaiting()) {
      tellService();
      finish();
    }
  }

  /** RFC 9293 §3.10.4: queues our FIN. */
  private void finish() {
    serviceDone = true;
    TcpState next = state.whenServiceCloses();
    if (next != state) {
      out.finish();
      enter(next);
    }
  }

  private void tellService() {
    StreamService.Session told = session;
    session = null;
    serviceDone = true;
    if (told != null) {
      told.closed();
    }
  }

  private void sendSynAck() {
    writer.synAck(out.highest() - 1);
  }

  private void challenge() {
    if (challenges.permits()) {
      acknowledge();
    }
  }

  private void acknowledge() {
    writer.bare(out.next(), Tcp.ACK);
  }
}
