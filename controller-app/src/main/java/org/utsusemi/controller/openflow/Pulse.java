package org.utsusemi.controller.openflow;

import java.util.Optional;

/**
 * Whether a session is alive, counted in ticks of a second: a controller that was stopped for a
 * while does not take its switches for dead.
 */
final class Pulse {
  static final int HANDSHAKE_SECONDS = 10;
  static final int ECHO_SECONDS = 5;
  static final int DEAD_SECONDS = 15;

  /** A live switch has answered an echo by then. */
  static final int DOUBT_SECONDS = 8;

  private int age;
  private int silence;
  private int unread;

  /** Something came. */
  void heard() {
    silence = 0;
  }

  /**
   * A second has passed.
   *
   * @param connected whether the handshake is done
   * @param read whether the other end has read nearly all that it was sent
   * @return why the session is over, if it is
   */
  Optional<String> tick(boolean connected, boolean read) {
    age++;
    silence++;
    unread = read ? 0 : unread + 1;
    if (!connected && age >= HANDSHAKE_SECONDS) {
      return Optional.of("no handshake within " + HANDSHAKE_SECONDS + " s");
    } else if (silence >= DEAD_SECONDS) {
      return Optional.of("silent for " + DEAD_SECONDS + " s");
    } else if (unread >= DEAD_SECONDS) {
      return Optional.of("has not read for " + DEAD_SECONDS + " s");
    }
    return Optional.empty();
  }

  /** Whether it is time to ask for a sign of life. */
  boolean isEchoDue() {
    return age % ECHO_SECONDS == 0;
  }

  /** Whether it has been silent for longer than a live switch ever is. */
  boolean seemsDead() {
    return silence >= DOUBT_SECONDS;
  }
}
