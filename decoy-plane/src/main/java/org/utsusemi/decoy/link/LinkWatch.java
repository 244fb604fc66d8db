package org.utsusemi.decoy.link;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Notices that an interface is of no use any more: libpcap waits without a word for frames of one
 * that was taken down, or was deleted and made anew.
 */
final class LinkWatch {
  /** Looks at an interface: its index while it is up. */
  @FunctionalInterface
  interface Look {
    OptionalInt index() throws SocketException;
  }

  private final String name;
  private final Look look;
  private OptionalInt first = OptionalInt.empty();

  LinkWatch(String name, Look look) {
    this.name = name;
    this.look = look;
  }

  /** Watches an interface of this machine, from when it is first seen up. */
  static LinkWatch of(String name) {
    return new LinkWatch(
        name,
        () -> {
          NetworkInterface found = NetworkInterface.getByName(name);
          return found != null && found.isUp()
              ? OptionalInt.of(found.getIndex())
              : OptionalInt.empty();
        });
  }

  /** What is wrong with it, in words; empty: nothing, or it has not been up yet. */
  Optional<String> trouble() {
    OptionalInt now;
    try {
      now = look.index();
    } catch (SocketException e) {
      return Optional.of(name + " cannot be looked at: " + e.getMessage());
    }
    if (first.isEmpty()) {
      first = now;
      return Optional.empty();
    }
    if (now.isEmpty()) {
      return Optional.of(name + " is down");
    }
    return now.getAsInt() == first.getAsInt()
        ? Optional.empty()
        : Optional.of(name + " has been made anew");
  }
}
