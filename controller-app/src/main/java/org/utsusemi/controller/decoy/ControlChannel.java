package org.utsusemi.controller.decoy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.plane.PlaneCodec;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneProtocolException;
import org.utsusemi.topology.plane.WorldView;

/** The controller's end of a connection to a decoy plane. Never blocks. */
final class ControlChannel implements AutoCloseable {
  /** Longer than any message up: 500 touches with full payloads take a third. */
  static final int MAX_LINE_UP = 4 << 20;

  /**
   * Opening braces in a line: objects are counted before they fill the heap. An intruder may write
   * braces into summaries, but 500 of those hold half as many.
   */
  static final int MAX_OBJECTS = 200_000;

  /** Bytes that are read in a second; a plane that says more waits. */
  private static final int READ_BUDGET = 4 << 20;

  private static final long SECOND = 1_000_000_000L;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final LineBuffer lines = new LineBuffer(MAX_LINE_UP);
  private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
  private ByteBuffer out = ByteBuffer.allocate(0);

  /** Compared by identity: each publication counts. */
  private WorldView sent;

  private long second = System.nanoTime();
  private int budget = READ_BUDGET;

  ControlChannel(SocketChannel channel, Selector selector) throws IOException {
    this.channel = channel;
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ);
  }

  /**
   * Reads what is there, unless this second's budget is used up.
   *
   * @throws BabbleException when the other side says what it may not
   * @throws IOException when it has closed
   */
  List<PlaneMessage> read() throws IOException {
    if (budget <= 0) {
      return List.of();
    }
    int n = channel.read(in.clear());
    if (n < 0) {
      throw new EOFException("it closed its connection");
    }
    budget -= n;
    List<PlaneMessage> messages = new ArrayList<>();
    for (String line : lines.add(in.flip())) {
      messages.add(decode(line));
    }
    arm();
    return messages;
  }

  /** To be called now and then: lets it speak again in the next second. */
  void renewBudget() {
    if (System.nanoTime() - second >= SECOND) {
      second = System.nanoTime();
      budget = READ_BUDGET;
      arm();
    }
  }

  private static PlaneMessage decode(String line) throws BabbleException {
    if (line.chars().filter(c -> c == '{').count() > MAX_OBJECTS) {
      throw new BabbleException("it sent a message of too many objects", null);
    }
    PlaneMessage message;
    try {
      message = PlaneCodec.decode(line);
    } catch (PlaneProtocolException | RuntimeException e) {
      throw new BabbleException("it sent a line that is no message", e);
    }
    Optional<String> problem = MessageCheck.problem(message);
    if (problem.isPresent()) {
      throw new BabbleException("it sent " + problem.get(), null);
    }
    return message;
  }

  /** Sends the world view unless it was the last one sent; waits until the one before is out. */
  void offer(WorldView world) throws IOException {
    if (!out.hasRemaining() && world != sent) {
      out = ByteBuffer.wrap(PlaneCodec.encode(world));
      sent = world;
      write();
    }
  }

  /** Sends what waits, as far as it goes. */
  void write() throws IOException {
    channel.write(out);
    arm();
  }

  private void arm() {
    key.interestOps(
        (budget > 0 ? SelectionKey.OP_READ : 0) | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
