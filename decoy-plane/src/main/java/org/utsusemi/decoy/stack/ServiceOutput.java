package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.StreamService;

/**
 * What a service says on a connection, from whichever thread. A host with a latency says one thing
 * after the other, each as long after the one before as it takes.
 */
final class ServiceOutput implements StreamService.Output {
  /** A thing that is to be done in its turn, and the bytes that it keeps in memory. */
  private record Turn(long due, int bytes, Runnable thing) {}

  /** What a turn takes besides its bytes: a pipeline of short requests has many of them. */
  private static final int TURN_BYTES = 64;

  private final TcpConnection connection;
  private final Surroundings around;
  private final ByteBudget budget;
  private final Optional<Latency> latency;
  private final ArrayDeque<Turn> turns = new ArrayDeque<>(0);
  private int waitingBytes;

  /** When the first turn comes; null while nothing waits. */
  private Agenda.Item call;

  ServiceOutput(TcpConnection connection, Surroundings around, ByteBudget budget) {
    this.connection = connection;
    this.around = around;
    this.budget = budget;
    this.latency = connection.conversation().manners().latency();
  }

  @Override
  public void send(byte[] bytes) {
    synchronized (around.lock()) {
      inTurn(bytes.length, latency, () -> connection.say(bytes));
    }
  }

  @Override
  public void close() {
    synchronized (around.lock()) {
      inTurn(0, Optional.empty(), connection::close);
    }
  }

  @Override
  public void reset() {
    synchronized (around.lock()) {
      inTurn(0, Optional.empty(), connection::abort);
    }
  }

  @Override
  public void touched(String summary, byte[] payload) {
    Conversation conversation = connection.conversation();
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

  /** What waits for its turn takes so many bytes. */
  int waitingBytes() {
    return waitingBytes;
  }

  /** Whether something waits for its turn. */
  boolean isWaiting() {
    return !turns.isEmpty();
  }

  /** The connection is gone: nothing has its turn any more. */
  void release() {
    turns.clear();
    if (call != null) {
      // whoever hangs up and comes again would fill the agenda with what nobody waits for
      around.agenda().cancel(call);
      call = null;
    }
    budget.giveBack(waitingBytes);
    waitingBytes = 0;
  }

  private void inTurn(int length, Optional<Latency> takes, Runnable thing) {
    if (turns.isEmpty() && takes.isEmpty()) {
      thing.run();
      return;
    }
    int bytes = length + TURN_BYTES;
    if (connection.isOver() || !fits(bytes)) {
      connection.abort();
      return;
    }
    waitingBytes += bytes;
    long begin = around.time().nanos();
    if (!turns.isEmpty() && turns.getLast().due() - begin > 0) {
      begin = turns.getLast().due();
    }
    turns.add(new Turn(begin + takes.map(l -> l.draw(around.random())).orElse(0L), bytes, thing));
    if (turns.size() == 1) {
      callNext();
    }
  }

  /** What waits is part of what the connection may buffer. */
  private boolean fits(int bytes) {
    return waitingBytes + bytes <= SendHalf.BUFFER_BYTES && budget.take(bytes);
  }

  private void callNext() {
    Turn next = turns.peek();
    call = around.agenda().at(next.due(), () -> take(next));
  }

  private void take(Turn turn) {
    if (turns.peek() != turn) {
      return;
    }
    call = null;
    turns.remove();
    waitingBytes -= turn.bytes();
    budget.giveBack(turn.bytes());
    turn.thing().run();
    if (!turns.isEmpty()) {
      callNext();
    }
  }
}
