package org.utsusemi.decoy.compare.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Finding;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.decoy.compare.scan.Sanitiser;
import org.utsusemi.topology.address.Ipv4Address;

/** Two servers on two addresses of the loopback interface. */
class SocketQuestionsTest {
  private static final Ipv4Address ORIGINAL = Ipv4Address.parse("127.0.0.1");
  private static final Ipv4Address COPY = Ipv4Address.parse("127.0.0.2");
  private static final Sanitiser SANITISER =
      new Sanitiser(List.of("127.0.0.1", "127.0.0.2"), Instant.EPOCH);
  private static final Place PLACE = new Place(Optional.empty(), Optional.empty());

  private interface Behaviour {
    void serve(Socket socket) throws IOException;
  }

  private static final class Server implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Server(Ipv4Address address, int port, Behaviour behaviour) throws IOException {
      socket = new ServerSocket(port, 50, InetAddress.getByName(address.toString()));
      Thread thread = new Thread(() -> accept(behaviour));
      thread.setDaemon(true);
      thread.start();
    }

    private void accept(Behaviour behaviour) {
      while (open.get()) {
        try (Socket client = socket.accept()) {
          behaviour.serve(client);
        } catch (IOException e) {
          // the client is gone, or the test has ended
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      open.set(false);
      socket.close();
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes());
    socket.getOutputStream().flush();
  }

  private static void untilTheClientCloses(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
  }

  private static Comparison compare(Behaviour one, Behaviour other, List<Conversation> replayed)
      throws IOException {
    try (Server original = new Server(ORIGINAL, 0, one);
        Server copy = new Server(COPY, original.port(), other)) {
      Observations originals = new Observations();
      Observations copies = new Observations();
      for (int round = 0; round < 2; round++) {
        ask(ORIGINAL, original.port(), replayed, originals);
        ask(COPY, original.port(), replayed, copies);
      }
      return Comparison.of(originals, copies);
    }
  }

  private static void ask(
      Ipv4Address address, int port, List<Conversation> replayed, Observations out)
      throws IOException {
    if (replayed.isEmpty()) {
      new ConnectionQuestions(PLACE, Duration.ofMillis(300)).ask(address, port, SANITISER, out);
    }
    for (Conversation each : replayed) {
      Conversation there =
          new Conversation(each.udp(), port, each.greeted(), each.requests(), each.answers());
      new ReplayQuestions(PLACE).ask(address, there, 1, SANITISER, out);
    }
  }

  private static List<String> aspects(Comparison comparison) {
    return comparison.differences().stream().map(Finding::aspect).toList();
  }

  @Test
  void twoAlikeDoNotDiffer() throws IOException {
    Behaviour greets =
        socket -> {
          say(socket, "220 ready at " + socket.getLocalAddress().getHostAddress() + "\r\n");
          untilTheClientCloses(socket);
        };

    Comparison comparison = compare(greets, greets, List.of());

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.findings()).hasSize(3);
  }

  @Test
  void anotherGreetingIsFound() throws IOException {
    Comparison comparison =
        compare(
            socket -> {
              say(socket, "220 ready\r\n");
              untilTheClientCloses(socket);
            },
            socket -> {
              say(socket, "220 Ready\r\n");
              untilTheClientCloses(socket);
            },
            List.of());

    assertThat(aspects(comparison)).containsExactly("greeting");
  }

  @Test
  void oneThatClosesWhereTheOtherWaitsIsFound() throws IOException {
    Comparison comparison =
        compare(SocketQuestionsTest::untilTheClientCloses, socket -> {}, List.of());

    assertThat(aspects(comparison)).contains("a connection on which nothing is said");
  }

  @Test
  void aResetIsNoClose() throws IOException {
    Comparison comparison =
        compare(
            SocketQuestionsTest::untilTheClientCloses,
            socket -> {
              untilTheClientCloses(socket);
              socket.setSoLinger(true, 0);
            },
            List.of());

    assertThat(aspects(comparison)).containsExactly("when the client says that it has no more");
  }

  @Test
  void aReplayedRequestThatIsAnsweredOtherwiseIsFound() throws IOException {
    Conversation asked =
        new Conversation(
            false,
            0,
            false,
            List.of(new byte[] {1, 2, 3}, new byte[] {4}),
            List.of(new byte[] {9}, new byte[0]));
    Behaviour one =
        socket -> {
          socket.getInputStream().readNBytes(3);
          socket.getOutputStream().write(new byte[] {9, 8});
          untilTheClientCloses(socket);
        };
    Behaviour other =
        socket -> {
          socket.getInputStream().readNBytes(3);
          socket.getOutputStream().write(new byte[] {9, 7});
          untilTheClientCloses(socket);
        };

    assertThat(compare(one, one, List.of(asked)).differences()).isEmpty();
    assertThat(compare(one, other, List.of(asked)).differences())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.aspect()).isEqualTo("answer to request 1.1 (01 02 03)");
              assertThat(finding.verdict().original()).isEqualTo("09 08");
              assertThat(finding.verdict().copy()).isEqualTo("09 07");
            });
  }

  @Test
  void aPortThatIsClosedInTheCloneIsFound() throws IOException {
    try (Server original = new Server(ORIGINAL, 0, SocketQuestionsTest::untilTheClientCloses)) {
      Observations originals = new Observations();
      Observations copies = new Observations();
      ask(ORIGINAL, original.port(), List.of(), originals);
      ask(COPY, original.port(), List.of(), copies);

      assertThat(Comparison.of(originals, copies).differences())
          .anySatisfy(
              finding -> assertThat(finding.verdict().copy()).isEqualTo("refuses the connection"));
    }
  }
}
