package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server on a real loopback port, where anybody may come. */
class OpenFlowServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Memo memo = new Memo();
  private final OpenFlowServer server = new OpenFlowServer(ANY_PORT, memo);
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  @Test
  void greetsFirst() throws IOException {
    byte[] hello = connect().getInputStream().readNBytes(16);

    assertThat(hello).startsWith(4, 0, 0, 16);
  }

  @Test
  void turnsAwayWhoIsTooMany() throws IOException {
    for (int i = 0; i < OpenFlowServer.SESSIONS_MAX; i++) {
      assertThat(connect().getInputStream().read()).isEqualTo(4);
    }
    assertThat(connect().getInputStream().read()).isEqualTo(-1);
    assertThat(memo.complaints).singleElement().asString().contains("there are 64 sessions");

    sockets.get(0).close();
    await().until(() -> memo.complaints.size() == 2);
    assertThat(connect().getInputStream().read()).isEqualTo(4);
  }

  @Test
  void hangsUpOnGarbageAndServesTheNext() throws IOException {
    Socket garbage = connect();
    garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
    garbage.getInputStream().readNBytes(16);

    assertThat(garbage.getInputStream().read()).isEqualTo(-1);
    assertThat(connect().getInputStream().read()).isEqualTo(4);
    assertThat(memo.complaints).singleElement().asString().contains("not OpenFlow");
  }

  @Test
  void dropsWhoAsksButNeverReads() throws IOException {
    Socket deaf = connect();
    deaf.getOutputStream().write(bytes("04000010000000010001000800000010"));
    byte[] echo = Arrays.copyOf(bytes("0402ffff00000001"), 0xffff);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10_000; i++) {
                deaf.getOutputStream().write(echo);
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(memo.complaints).singleElement().asString().contains("does not read");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @Test
  void saysWhyItCannotListen() {
    try (OpenFlowServer second = new OpenFlowServer(server.address(), memo)) {
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + server.address().getPort());
    }
  }

  @Test
  void closesOnceAndAgainAndBeforeItWasStarted() throws IOException {
    Socket socket = connect();
    socket.getInputStream().readNBytes(16);
    server.close();
    server.close();
    assertThat(socket.getInputStream().read()).isEqualTo(-1);

    new OpenFlowServer(ANY_PORT, memo).close();
  }
}
