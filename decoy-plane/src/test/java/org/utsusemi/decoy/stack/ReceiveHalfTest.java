package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.wire.Tcp;

class ReceiveHalfTest {
  private static final int CAPACITY = 3000;

  /** Pieces of a stream in any order, cut anew each time, until all of it is there. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 5000", "3, -20000", "4, 2147480000"})
  void putsAnyOrderTogether(long seed, int initial) {
    Random random = new Random(seed);
    ByteBudget budget = new ByteBudget(2 * CAPACITY);
    ReceiveHalf in = new ReceiveHalf(budget, initial, CAPACITY, CAPACITY);
    byte[] stream = new byte[50_000];
    random.nextBytes(stream);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    while (!in.finished()) {
      int around = in.next() - initial - 1 + random.nextInt(2 * CAPACITY) - CAPACITY / 2;
      int begin = Math.max(0, Math.min(stream.length, around));
      int length = random.nextInt(Math.min(1400, stream.length - begin) + 1);
      boolean fin = begin + length == stream.length;
      Tcp segment = segment(initial + 1 + begin, fin, ByteBuffer.wrap(stream, begin, length));
      if (in.isAcceptable(segment)) {
        in.accept(segment);
      }
      assertThat(in.announce()).isBetween(0, CAPACITY);
      assertThat(budget.taken()).isLessThanOrEqualTo(2 * CAPACITY);
      if (random.nextInt(4) == 0) {
        heard.writeBytes(in.takeReady(Integer.MAX_VALUE));
      }
    }
    heard.writeBytes(in.takeReady(Integer.MAX_VALUE));
    assertThat(heard.toByteArray()).isEqualTo(stream);
    assertThat(in.next()).isEqualTo(initial + 1 + stream.length + 1);
    in.release();
    assertThat(budget.taken()).isZero();
  }

  private static Tcp segment(int sequence, boolean fin, ByteBuffer payload) {
    int flags = fin ? Tcp.ACK | Tcp.FIN : Tcp.ACK;
    return new Tcp(1, 2, sequence, 0, flags, 0, 0, List.of(), payload.slice());
  }
}
