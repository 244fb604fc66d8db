package org.utsusemi.decoy.compare.ask;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.utsusemi.topology.address.Ipv4Address;

/** One TCP connection to a machine, for asking. */
final class Talk implements AutoCloseable {
  static final int CONNECT_MILLIS = 3000;

  /** More is not kept of one answer: the machine that is asked may never end. */
  private static final int LARGEST = 1 << 16;

  /** How the other side stands after an answer. */
  enum End {
    OPEN("stays open"),
    CLOSED("closes"),
    RESET("resets");

    private final String words;

    End(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * What came.
   *
   * @param bytes until it was quiet, or ended; may be none
   * @param micros until the first of them, or until the end
   */
  record Heard(byte[] bytes, End end, long micros) {}

  private final Socket socket;
  private final long connectMicros;

  private Talk(Socket socket, long connectMicros) {
    this.socket = socket;
    this.connectMicros = connectMicros;
  }

  /**
   * Opens one.
   *
   * @throws IOException when it is refused, or not answered within {@value #CONNECT_MILLIS} ms
   */
  static Talk open(Place place, Ipv4Address address, int port) throws IOException {
    Socket socket = new Socket();
    try {
      if (place.local().isPresent()) {
        socket.bind(new InetSocketAddress(place.local().get(), 0));
      }
      socket.setTcpNoDelay(true);
      long begin = System.nanoTime();
      socket.connect(new InetSocketAddress(Place.address(address), port), CONNECT_MILLIS);
      return new Talk(socket, (System.nanoTime() - begin) / 1000);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  long connectMicros() {
    return connectMicros;
  }

  void say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Ends our half: no more will be said. */
  void fallSilent() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Listens until the other side is quiet, has said {@code enough}, or has ended.
   *
   * @param first how long to wait for its first byte, in milliseconds
   * @param quiet after how many milliseconds without another byte it is taken to have ended
   * @param enough length after which only {@code quiet / 4} is waited; 0: not known
   */
  Heard listen(int first, int quiet, int enough) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    long begin = System.nanoTime();
    long firstMicros = -1;
    while (heard.size() < LARGEST) {
      boolean complete = enough > 0 && heard.size() >= enough;
      socket.setSoTimeout(Math.max(1, heard.size() == 0 ? first : complete ? quiet / 4 : quiet));
      int count;
      try {
        count = in.read(buffer, 0, Math.min(buffer.length, LARGEST - heard.size()));
      } catch (SocketTimeoutException e) {
        return new Heard(heard.toByteArray(), End.OPEN, Math.max(firstMicros, 0));
      } catch (IOException e) {
        // whatever the system calls it, the other side has sent a reset
        return new Heard(heard.toByteArray(), End.RESET, since(begin, firstMicros));
      }
      firstMicros = since(begin, firstMicros);
      if (count < 0) {
        return new Heard(heard.toByteArray(), End.CLOSED, firstMicros);
      }
      heard.write(buffer, 0, count);
    }
    return new Heard(heard.toByteArray(), End.OPEN, firstMicros);
  }

  private static long since(long begin, long already) {
    return already >= 0 ? already : (System.nanoTime() - begin) / 1000;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
