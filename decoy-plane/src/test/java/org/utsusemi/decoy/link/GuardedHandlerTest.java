package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardedHandlerTest {
  private final AtomicInteger frames = new AtomicInteger();
  private final AtomicInteger breaks = new AtomicInteger();

  private GuardedHandler failingWith(Throwable failure) {
    return new GuardedHandler(
        (frame, length) -> {
          frames.incrementAndGet();
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        },
        breaks::incrementAndGet);
  }

  @Test
  void anExceptionCostsItsFrameAndNoMore() {
    GuardedHandler handler = failingWith(new IllegalStateException("on purpose"));
    handler.frame(new byte[60], 60, 0);
    handler.frame(new byte[60], 60, 0);
    assertThat(frames).hasValue(2);
    assertThat(breaks).hasValue(0);
    assertThatCode(handler::rethrow).doesNotThrowAnyException();
  }

  @Test
  void anErrorEndsTheReceptionAndIsThrownWhenItHasEnded() {
    Error error = new StackOverflowError("on purpose");
    GuardedHandler handler = failingWith(error);
    handler.frame(new byte[60], 60, 0);
    handler.frame(new byte[60], 60, 0);
    assertThat(frames).hasValue(1);
    assertThat(breaks).hasValue(1);
    assertThatThrownBy(handler::rethrow).isSameAs(error);
  }
}
