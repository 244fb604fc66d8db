package org.utsusemi.decoy.link;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
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

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 0x80002;

  // netdevice(7)
  private static final int GET_FLAGS = 0x8913;
  private static final int IFREQ = 40;
  private static final int IFREQ_FLAGS = 16;
  private static final int FLAG_UP = 1;

  private final String name;
  private final Look look;
  private OptionalInt first = OptionalInt.empty();

  LinkWatch(String name, Look look) {
    this.name = name;
    this.look = look;
  }

  /** Watches an interface of this machine, from when it is first seen up. */
  static LinkWatch of(String name) {
    return new LinkWatch(name, () -> indexOf(name));
  }

  /** Java's own NetworkInterface knows none that has no address, as a decoy's has not. */
  private static OptionalInt indexOf(String name) throws SocketException {
    int index = Posix.if_nametoindex(name);
    if (index == 0) {
      return OptionalInt.empty();
    }
    int fd = Posix.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (fd < 0) {
      throw new SocketException(Posix.failure("no socket to ask by"));
    }
    try (Memory request = PacketSocket.zeroed(IFREQ)) {
      request.setString(0, name, StandardCharsets.US_ASCII.name());
      boolean known = Posix.ioctl(fd, new NativeLong(GET_FLAGS), request) == 0;
      boolean up = known && (request.getShort(IFREQ_FLAGS) & FLAG_UP) != 0;
      return up ? OptionalInt.of(index) : OptionalInt.empty();
    } finally {
      Posix.close(fd);
    }
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
