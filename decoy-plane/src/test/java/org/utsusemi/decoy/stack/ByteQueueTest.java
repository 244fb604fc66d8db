package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteQueueTest {
  private static final int LIMIT = 4096;

  private final ByteBudget all = new ByteBudget(10_000);
  private final ByteBudget share = all.share(8_000);
  private final ByteQueue queue = new ByteQueue(LIMIT, share);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsAListOfBytes(long seed) {
    Random random = new Random(seed);
    byte[] model = {};
    for (int i = 0; i < 5000; i++) {
      if (random.nextBoolean()) {
        byte[] more = new byte[random.nextInt(900)];
        random.nextBytes(more);
        boolean fits = model.length + more.length <= LIMIT;
        assertThat(queue.append(ByteBuffer.wrap(more))).isEqualTo(fits);
        model = fits ? concat(model, more) : model;
      } else {
        int length = random.nextInt(model.length + 1);
        queue.drop(length);
        model = Arrays.copyOfRange(model, length, model.length);
      }
      int offset = random.nextInt(model.length + 1);
      int length = random.nextInt(model.length - offset + 1);
      assertThat(queue.size()).isEqualTo(model.length);
      assertThat(queue.peek(offset, length))
          .isEqualTo(Arrays.copyOfRange(model, offset, offset + length));
      assertThat(share.taken()).isBetween(model.length, LIMIT);
    }
    assertThat(queue.take(Integer.MAX_VALUE)).isEqualTo(model);
    assertThat(all.taken()).isZero();
  }

  @Test
  void takesNothingBeyondTheBudget() {
    ByteQueue other = new ByteQueue(LIMIT, all.share(8_000));
    ByteQueue third = new ByteQueue(LIMIT, all);
    assertThat(queue.append(ByteBuffer.allocate(LIMIT))).isTrue();
    assertThat(other.append(ByteBuffer.allocate(LIMIT))).isTrue();
    assertThat(third.append(ByteBuffer.allocate(LIMIT))).isFalse();
    assertThat(third.size()).isZero();
    assertThat(all.taken()).isEqualTo(2 * LIMIT);

    queue.drop(LIMIT);
    assertThat(third.append(ByteBuffer.allocate(LIMIT))).isTrue();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
