package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.host.Verdict.Treatment;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touch.Kind;

/** What is told of segments and of requests within connections. */
class TcpTouchTest {
  private final Plant plant =
      new Plant(new Teller(), new ScriptedService(), PlainPersonality.embedded());
  private final Bench bench = new Bench(plant);

  /** Tells of each request, in words that no log should take as they are. */
  private static final class Teller implements StreamService {
    @Override
    public String protocol() {
      return "tell";
    }

    @Override
    public Session open(Peer peer, Output out) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      return new Session() {
        @Override
        public void receive(byte[] bytes) {
          all.writeBytes(bytes);
          out.touched("said\n" + new String(bytes, StandardCharsets.ISO_8859_1), all.toByteArray());
        }

        @Override
        public void closed() {
          // nothing is kept
        }
      };
    }
  }

  private void receive(int port, int flags, int sequence, int acknowledgment, String payload) {
    Tcp segment =
        new Tcp(
            40000,
            port,
            sequence,
            acknowledgment,
            flags,
            8192,
            0,
            List.of(),
            ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)));
    bench.receive(Bench.MARK, segment, Plant.REAL);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 7, '', CONNECT, SYN to TCP port 7",
    "2, 80, '', CONNECT, SYN to TCP port 80",
    "2, 81, '', CONNECT, SYN to TCP port 81",
    "0, 80, '', CONNECT, segment without flags to TCP port 80",
    "41, 80, '', CONNECT, FIN/PSH/URG to TCP port 80",
    "16, 80, '', CONNECT, ACK to TCP port 80",
    "24, 80, data, REQUEST, PSH/ACK to TCP port 80",
    "4, 80, '', OTHER, RST to TCP port 80"
  })
  void segmentsOfNoConnection(int flags, int port, String payload, Kind kind, String summary) {
    receive(port, flags, 100, 1, payload);

    assertThat(bench.touches).hasSize(1);
    Touch touch = bench.touches.get(0);
    assertThat(touch.kind()).isEqualTo(kind);
    assertThat(touch.protocol()).isEqualTo("tcp");
    assertThat(touch.summary()).isEqualTo(summary);
    assertThat(touch.sourcePort()).isEqualTo(40000);
    assertThat(touch.targetPort()).isEqualTo(port);
    assertThat(touch.target()).isEqualTo("plc1");
    assertThat(touch.stateViolation()).isFalse();
  }

  @Test
  void aRequestIsToldByItsServiceInPrintableWords() {
    plant.judgeAs(new Verdict(Treatment.ANSWER, true));
    receive(7, Tcp.SYN, 100, 0, "");
    int initial = bench.takeTcp().orElseThrow().sequence();
    receive(7, Tcp.ACK, 101, initial + 1, "");
    receive(7, Tcp.ACK | Tcp.PSH, 101, initial + 1, "read\u001b[1m");

    assertThat(bench.touches).extracting(Touch::kind).containsExactly(Kind.CONNECT, Kind.REQUEST);
    Touch request = bench.touches.get(1);
    assertThat(request.protocol()).isEqualTo("tell");
    assertThat(request.summary()).isEqualTo("said?read?[1m");
    assertThat(request.payload()).asString(StandardCharsets.ISO_8859_1).isEqualTo("read\u001b[1m");
    assertThat(request.targetMac()).isEqualTo(Plant.mac(1));
    assertThat(request.stateViolation()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2, false", "0, false", "41, false", "16, true", "18, true", "17, true", "4, true"})
  void whatOnlyOpenersSendIsJudgedAsSuch(int flags, boolean violation) {
    plant.judgeServersAs(new Verdict(Treatment.REFUSE, true));
    receive(80, flags, 100, 1, "");
    assertThat(bench.touches).extracting(Touch::stateViolation).containsExactly(violation);
  }

  @Test
  void aPayloadIsCut() {
    receive(7, Tcp.SYN, 100, 0, "");
    int initial = bench.takeTcp().orElseThrow().sequence();
    bench.touches.clear();
    receive(7, Tcp.ACK | Tcp.PSH, 101, initial + 1, "y".repeat(1460));
    receive(7, Tcp.ACK | Tcp.PSH, 1561, initial + 1, "y".repeat(1460));

    assertThat(bench.touches.get(bench.touches.size() - 1).payload()).hasSize(Touch.MAX_PAYLOAD);
  }
}
