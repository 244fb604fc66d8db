package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.wire.Tcp;

/** A client that sends its next requests before it has the answers. */
class PipelineTest {
  private static final int REQUEST = 12;
  private static final int ANSWER = 259;
  private static final int REQUESTS = 480;
  private static final int SEGMENT = 1440;

  private final Wordy wordy = new Wordy();
  private final Plant plant = new Plant(wordy, new EchoService(), PlainPersonality.embedded());
  private final Bench bench = new Bench(plant);

  /** Answers every twelve bytes, with as much as Modbus can. */
  private static final class Wordy implements StreamService {
    private int answer = ANSWER;
    private int said;

    @Override
    public String protocol() {
      return "wordy";
    }

    @Override
    public Session open(Peer peer, Output out) {
      return new Session() {
        private int heard;

        @Override
        public void receive(byte[] bytes) {
          for (heard += bytes.length; heard >= REQUEST; heard -= REQUEST) {
            said++;
            out.send(new byte[answer]);
          }
        }

        @Override
        public void closed() {
          // nothing is kept
        }
      };
    }
  }

  private void send(int flags, int sequence, int acknowledgment, int bytes) {
    Tcp segment =
        new Tcp(
            40000,
            7,
            sequence,
            acknowledgment,
            flags,
            8192,
            0,
            List.of(),
            ByteBuffer.allocate(bytes));
    bench.receive(Bench.MARK, segment, Plant.REAL);
  }

  @Test
  void aWindowFullOfRequestsIsAnsweredAndNotReset() {
    send(Tcp.SYN, 100, 0, 0);
    int first = bench.takeTcp().orElseThrow().sequence() + 1;
    int length = REQUESTS * REQUEST;
    // the oldest comes last, so that all reach the service at once
    for (int offset = length - SEGMENT; offset >= 0; offset -= SEGMENT) {
      send(Tcp.ACK, 101 + offset, first, SEGMENT);
    }
    int next = first;
    while (next - first < REQUESTS * ANSWER) {
      bench.runUntil(bench.time.millis() + 1000);
      assertThat(bench.waiting()).as("frames sent, answered %d", next - first).isPositive();
      for (Optional<Tcp> sent = bench.takeTcp(); sent.isPresent(); sent = bench.takeTcp()) {
        assertThat(sent.get().has(Tcp.RST)).as("reset").isFalse();
        next = Sequence.later(next, sent.get().sequence() + sent.get().payload().remaining());
      }
      send(Tcp.ACK, 101 + length, next, 0);
    }
    assertThat(next - first).isEqualTo(REQUESTS * ANSWER);
  }

  @Test
  void shortAnswersThatWaitCountForWhatTheyTake() {
    wordy.answer = 1;
    plant.behave(slow());
    int first = open();
    for (int i = 0; i < 200; i++) {
      send(Tcp.ACK, 101 + i * REQUEST * 100, first, REQUEST * 100);
    }
    // an answer that waits takes about 90 bytes, be it ever so short
    assertThat(wordy.said).isBetween(100, 1000);
    assertThat(bench.stack.statistics().bufferBytes()).isGreaterThan(wordy.said * 64);
  }

  @Test
  void nothingIsKeptOfWhatWasToBeSaidToWhoHungUp() {
    plant.behave(slow());
    int first = open();
    send(Tcp.ACK, 101, first, 100 * REQUEST);
    assertThat(bench.stack.scheduled()).isOne();
    send(Tcp.RST, 101 + 100 * REQUEST, 0, 0);
    assertThat(bench.stack.statistics().connections()).isZero();
    assertThat(bench.stack.scheduled()).isZero();
    assertThat(bench.stack.statistics().bufferBytes()).isZero();
  }

  private static Manners slow() {
    long second = 1_000_000_000L;
    return new Manners(
        Optional.of(new Latency(second, second)), OptionalInt.empty(), Optional.empty());
  }

  private int open() {
    send(Tcp.SYN, 100, 0, 0);
    int first = bench.takeTcp().orElseThrow().sequence() + 1;
    send(Tcp.ACK, 101, first, 0);
    return first;
  }
}
