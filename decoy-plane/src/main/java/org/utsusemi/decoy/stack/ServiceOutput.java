package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.host.StreamService;

/** What a service says on a connection, from whichever thread. */
final class ServiceOutput implements StreamService.Output {
  private final TcpConnection connection;
  private final Surroundings around;

  ServiceOutput(TcpConnection connection, Surroundings around) {
    this.connection = connection;
    this.around = around;
  }

  @Override
  public void send(byte[] bytes) {
    synchronized (around.lock()) {
      connection.say(bytes);
    }
  }

  @Override
  public void close() {
    synchronized (around.lock()) {
      connection.close();
    }
  }

  @Override
  public void reset() {
    synchronized (around.lock()) {
      connection.abort();
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
}
