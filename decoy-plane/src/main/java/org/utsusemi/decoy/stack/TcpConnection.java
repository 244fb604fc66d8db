package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/** The serving side of one connection, from the SYN/ACK on (RFC 9293 §3.10). */
final class TcpConnection {
  /** What all connections work with. */
  record Surroundings(
      TimeSource time,
      Transmitter transmitter,
      Reporter reporter,
      ConnectionTable table,
      Object lock) {}

  /** Which conversation this is, and who serves it. */
  record Conversation(
      Peer peer, Host host, TcpKey key, StreamService service, boolean stateViolation) {}

  private enum State {
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSING,
    TIME_WAIT,
    CLOSE_WAIT,
    LAST_ACK,
    CLOSED
  }

  /** Above it a service gets no more requests before the peer takes the answers. */
  private static final int ANSWERS_WAITING = 1 << 14;

  private static final int MOST_SYN_ACKS = 3;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final long SECOND = 1_000_000_000L;
  private static final long LINGER = 60 * SECOND;

  private final Surroundings around;
  private final Conversation conversation;
  private final SendHalf out;
  private final ReceiveHalf in;
  private final AcknowledgmentRate challenges;

  private State state = State.SYN_RECEIVED;
  private StreamService.Session session;
  private boolean serviceDone;
  private boolean busy;
  private boolean acknowledgmentDue;
  private long lingerUntil;

  /**
   * A connection whose SYN/ACK is sent, or about to be.
   *
   * @param initial sequence number of our SYN
   * @param peerInitial sequence number of the peer's
   */
  TcpConnection(
      Surroundings around,
      Conversation conversation,
      ByteBudget budget,
      int initial,
      int peerInitial,
      int segmentSize) {
    this.around = around;
    this.conversation = conversation;
    this.out = new SendHalf(this::emit, around.time(), budget, initial, segmentSize);
    this.in = new ReceiveHalf(budget, peerInitial, conversation.host().personality().window());
    this.challenges = new AcknowledgmentRate(around.time());
  }

  Conversation conversation() {
    return conversation;
  }

  boolean isHalfOpen() {
    return state == State.SYN_RECEIVED;
  }

  /** Sends the SYN/ACK for the first time. */
  void answerSyn() {
    out.timer().measure(out.highest());
    out.timer().start();
    sendSynAck();
  }

  /** Whether a SYN may begin a new connection in this one's place (RFC 9293 §3.6.1). */
  boolean yieldsTo(Tcp syn) {
    return state == State.TIME_WAIT && Sequence.after(syn.sequence(), in.next());
  }

  /** RFC 9293 §3.10.7.4, with the blind-attack checks of RFC 5961. */
  void receive(Tcp segment) {
    if (state == State.SYN_RECEIVED && isFirstSyn(segment)) {
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
      work(() -> receiveAcknowledged(segment));
    }
  }

  /** Whether {@link #tick} has something to do. */
  boolean isDue(long now) {
    return out.timer().isDue(now) || isLingering() && now - lingerUntil >= 0;
  }

  void tick() {
    if (isLingering()) {
      end();
    } else if (state == State.SYN_RECEIVED) {
      if (out.timer().attempts() >= MOST_SYN_ACKS) {
        end();
      } else {
        out.timer().backOff();
        sendSynAck();
      }
    } else if (!out.expire()) {
      end();
    }
  }

  /** Ends at once, and tells the peer. */
  void abort() {
    if (state != State.CLOSED) {
      send(out.highest(), Tcp.RST | Tcp.ACK, List.of(), NOTHING);
      end();
    }
  }

  /** Ends at once without a word. */
  void end() {
    if (state == State.CLOSED) {
      return;
    }
    around.table().remove(this);
    state = State.CLOSED;
    out.release();
    in.release();
    tellService();
  }

  private boolean isFirstSyn(Tcp segment) {
    return segment.has(Tcp.SYN)
        && !segment.has(Tcp.RST | Tcp.ACK | Tcp.FIN)
        && segment.sequence() == in.next() - 1;
  }

  private void refuse(Tcp segment) {
    if (state == State.TIME_WAIT && segment.has(Tcp.FIN)) {
      linger(State.TIME_WAIT);
    }
    // bytes that came before want their acknowledgment again; all else could be a war of ACKs
    if (segment.sequenceLength() > 0 && !segment.has(Tcp.SYN)) {
      acknowledge();
    } else {
      challenge();
    }
  }

  private void receiveAcknowledged(Tcp segment) {
    if (state == State.SYN_RECEIVED) {
      if (!out.isNew(segment.acknowledgment())) {
        sendBare(segment.acknowledgment(), Tcp.RST);
        return;
      }
      out.openWindow(segment);
    } else if (!out.isAcceptable(segment.acknowledgment())) {
      challenge();
      return;
    }
    out.acknowledge(segment);
    if (state == State.SYN_RECEIVED) {
      establish();
    }
    advanceClosing();
    takeText(segment);
  }

  private void establish() {
    around.table().established(this);
    state = State.ESTABLISHED;
    session = conversation.service().open(conversation.peer(), new Answers());
  }

  private void advanceClosing() {
    if (!out.finished()) {
      return;
    }
    switch (state) {
      case FIN_WAIT_1 -> linger(State.FIN_WAIT_2);
      case CLOSING -> linger(State.TIME_WAIT);
      case LAST_ACK -> end();
      default -> {}
    }
  }

  private void takeText(Tcp segment) {
    boolean receiving =
        state == State.ESTABLISHED || state == State.FIN_WAIT_1 || state == State.FIN_WAIT_2;
    if (!receiving || segment.sequenceLength() == 0) {
      return;
    }
    in.accept(segment);
    acknowledgmentDue = true;
    if (in.finished()) {
      switch (state) {
        case ESTABLISHED -> state = State.CLOSE_WAIT;
        case FIN_WAIT_1 -> state = State.CLOSING;
        case FIN_WAIT_2 -> linger(State.TIME_WAIT);
        default -> {}
      }
    }
  }

  private void linger(State next) {
    state = next;
    lingerUntil = around.time().nanos() + LINGER;
    if (next == State.TIME_WAIT) {
      out.timer().stop();
    }
  }

  private boolean isLingering() {
    return state == State.FIN_WAIT_2 || state == State.TIME_WAIT;
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
    if (state != State.CLOSED) {
      out.transmit();
      if (acknowledgmentDue || in.updateDue()) {
        acknowledge();
      }
    }
  }

  /** Hands over what has come; the peer's FIN ends the service's half too. */
  private void serve() {
    while (!serviceDone && in.ready() > 0 && out.queued() < ANSWERS_WAITING) {
      session.receive(in.takeReady());
    }
    if (serviceDone) {
      in.release();
    }
    if (in.finished() && in.ready() == 0) {
      tellService();
      finish();
    }
  }

  /** RFC 9293 §3.10.4: queues our FIN. */
  private void finish() {
    serviceDone = true;
    if (state == State.ESTABLISHED) {
      state = State.FIN_WAIT_1;
      out.finish();
    } else if (state == State.CLOSE_WAIT) {
      state = State.LAST_ACK;
      out.finish();
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
    int segmentSize = conversation.host().personality().mss();
    send(
        out.highest() - 1,
        Tcp.SYN | Tcp.ACK,
        List.of(new TcpOption.MaximumSegmentSize(segmentSize)),
        NOTHING);
  }

  private void challenge() {
    if (challenges.permits()) {
      acknowledge();
    }
  }

  private void acknowledge() {
    sendBare(out.next(), Tcp.ACK);
  }

  private void emit(int sequence, int flags, ByteBuffer payload) {
    send(sequence, flags, List.of(), payload);
  }

  private void sendBare(int sequence, int flags) {
    send(sequence, flags, List.of(), NOTHING);
  }

  private void send(int sequence, int flags, List<TcpOption> options, ByteBuffer payload) {
    boolean acknowledges = (flags & Tcp.ACK) != 0;
    boolean resets = (flags & Tcp.RST) != 0;
    acknowledgmentDue &= !acknowledges;
    around
        .transmitter()
        .tcp(
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

  /** What the service says; from whichever thread. */
  private final class Answers implements StreamService.Output {
    @Override
    public void send(byte[] bytes) {
      synchronized (around.lock()) {
        if (serviceDone) {
          return;
        }
        if (!out.append(ByteBuffer.wrap(bytes))) {
          abort();
        } else if (!busy) {
          work(() -> {});
        }
      }
    }

    @Override
    public void close() {
      synchronized (around.lock()) {
        if (serviceDone) {
          return;
        }
        finish();
        if (!busy) {
          work(() -> {});
        }
      }
    }

    @Override
    public void reset() {
      synchronized (around.lock()) {
        abort();
      }
    }

    @Override
    public void touched(String summary, byte[] payload) {
      synchronized (around.lock()) {
        around
            .reporter()
            .request(
                conversation.peer(),
                conversation.host(),
                conversation.key().hostPort(),
                conversation.service().protocol(),
                conversation.stateViolation(),
                summary,
                ByteBuffer.wrap(payload));
      }
    }
  }
}
