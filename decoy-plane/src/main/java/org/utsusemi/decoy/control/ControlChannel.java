package org.utsusemi.decoy.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.utsusemi.topology.plane.PlaneCodec;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneProtocolException;

/**
 * Messages over a Unix-domain socket. One thread receives; any may send, and waits while the other
 * side does not read.
 */
public final class ControlChannel implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final SocketChannel socket;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
  private final Object sending = new Object();

  ControlChannel(SocketChannel socket) {
    this.socket = socket;
  }

  /** Connects to a controller that listens at a path. */
  public static ControlChannel connect(Path path) throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      socket.connect(UnixDomainSocketAddress.of(path));
      return new ControlChannel(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  public void send(PlaneMessage message) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(PlaneCodec.encode(message));
    synchronized (sending) {
      while (line.hasRemaining()) {
        socket.write(line);
      }
    }
  }

  /**
   * Waits for a message.
   *
   * @return empty when the other side has closed
   * @throws PlaneProtocolException when the line is no message
   * @throws IOException when the line is too long, or the connection fails
   */
  public Optional<PlaneMessage> receive() throws IOException, PlaneProtocolException {
    Optional<String> line = line();
    return line.isEmpty() ? Optional.empty() : Optional.of(PlaneCodec.decode(line.get()));
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int start = chunk.position();
      while (chunk.hasRemaining()) {
        if (chunk.get() == '\n') {
          line.write(chunk.array(), start, chunk.position() - 1 - start);
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
      }
      line.write(chunk.array(), start, chunk.position() - start);
      if (line.size() > PlaneCodec.MAX_LINE) {
        throw new IOException("a line of more than " + PlaneCodec.MAX_LINE + " bytes");
      }
      chunk.clear();
      int read = socket.read(chunk);
      chunk.flip();
      if (read < 0) {
        return Optional.empty();
      }
    }
  }

  /** Ends a {@link #receive} that waits, with an exception. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
