package org.utsusemi.controller.decoy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touches;
import org.utsusemi.topology.plane.WorldView;

/**
 * Holds what comes up to what {@code plane} promises: whoever speaks may have been taken over by
 * those it tells of.
 */
final class MessageCheck {
  private static final int LONGEST_SUMMARY = 500;
  private static final int LONGEST_NAME = 64;

  /** The longest is "gateway of " and the name of a network, which has at most 63 letters. */
  private static final int LONGEST_TARGET = 80;

  private static final long HIGHEST_COUNT = 1_000_000_000;

  private MessageCheck() {}

  /** What is wrong with a message; empty: nothing. */
  static Optional<String> problem(PlaneMessage message) {
    if (message instanceof Touches touches) {
      return touches.touches().stream()
          .map(MessageCheck::problem)
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (message instanceof Hello hello) {
      boolean good =
          hello.version() != null
              && printable(hello.version(), LONGEST_NAME)
              && hello.networkInterface() != null
              && printable(hello.networkInterface(), LONGEST_NAME);
      return good ? Optional.empty() : Optional.of("a hello with something out of its range");
    }
    return message instanceof WorldView ? Optional.of("a world view") : Optional.empty();
  }

  private static Optional<String> problem(Touch touch) {
    boolean missing =
        Stream.of(
                touch.at(),
                touch.sourceMac(),
                touch.sourceIp(),
                touch.targetMac(),
                touch.targetIp(),
                touch.target(),
                touch.kind(),
                touch.protocol(),
                touch.summary(),
                touch.payload())
            .anyMatch(Objects::isNull);
    if (missing) {
      return Optional.of("a touch that lacks something");
    }
    List<Boolean> promises =
        List.of(
            within(touch.mark(), 0xfff),
            within(touch.sourcePort(), 0xffff),
            within(touch.targetPort(), 0xffff),
            printable(touch.target(), LONGEST_TARGET),
            printable(touch.protocol(), LONGEST_NAME),
            printable(touch.summary(), LONGEST_SUMMARY),
            touch.payload().length <= Touch.MAX_PAYLOAD,
            touch.count() >= 1 && touch.count() <= HIGHEST_COUNT);
    return promises.contains(false)
        ? Optional.of("a touch with something out of its range")
        : Optional.empty();
  }

  private static boolean within(int value, int highest) {
    return value >= 0 && value <= highest;
  }

  private static boolean printable(String text, int longest) {
    return text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
