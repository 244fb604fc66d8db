package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LinkWatchTest {
  private OptionalInt index = OptionalInt.empty();
  private final LinkWatch watch = new LinkWatch("decoy0", () -> index);

  @Test
  void whatHasNotBeenUpYetIsNoTrouble() {
    assertThat(watch.trouble()).isEmpty();
    index = OptionalInt.of(7);
    assertThat(watch.trouble()).isEmpty();
    assertThat(watch.trouble()).isEmpty();
  }

  @Test
  void oneThatIsTakenDownIs() {
    index = OptionalInt.of(7);
    watch.trouble();
    index = OptionalInt.empty();
    assertThat(watch.trouble()).contains("decoy0 is down");
  }

  @Test
  void anotherOfTheSameNameIs() {
    index = OptionalInt.of(7);
    watch.trouble();
    index = OptionalInt.of(8);
    assertThat(watch.trouble()).contains("decoy0 has been made anew");
  }

  @Test
  void oneThatCannotBeLookedAtIs() {
    LinkWatch blind =
        new LinkWatch(
            "decoy0",
            () -> {
              throw new SocketException("on purpose");
            });
    assertThat(blind.trouble()).contains("decoy0 cannot be looked at: on purpose");
  }

  @Test
  void aRealOneIsSeen() {
    LinkWatch loopback = LinkWatch.of("lo");
    assertThat(loopback.trouble()).isEmpty();
    assertThat(loopback.trouble()).isEmpty();
  }
}
