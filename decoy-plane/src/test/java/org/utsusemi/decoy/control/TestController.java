package org.utsusemi.decoy.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneProtocolException;

/** The other end of a control channel. */
public final class TestController implements AutoCloseable {
  private final ServerSocketChannel listener;
  private SocketChannel socket;
  private ControlChannel channel;

  public TestController(Path path) throws IOException {
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
  }

  public void accept() throws IOException {
    socket = listener.accept();
    channel = new ControlChannel(socket);
  }

  public void send(PlaneMessage message) throws IOException {
    channel.send(message);
  }

  /** Sends anything. */
  public void sendText(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  public PlaneMessage receive() throws IOException, PlaneProtocolException {
    return channel.receive().orElseThrow();
  }

  /** Hangs up. */
  public void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
    }
    listener.close();
  }
}
