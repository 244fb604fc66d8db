package org.utsusemi.decoy.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.ByteOrder;

/**
 * A packet socket of Linux (packet(7)) on one interface. It sees what comes in, promiscuously, and
 * nothing that goes out. Needs {@code CAP_NET_RAW}.
 */
final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ALL = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;
  private static final int SOL_PACKET = 263;
  private static final int ADD_MEMBERSHIP = 1;
  private static final int STATISTICS = 6;
  private static final int IGNORE_OUTGOING = 23;
  private static final int MEMBERSHIP_PROMISCUOUS = 1;

  private final String device;
  private final int index;
  private final int fd;
  private long drops;

  private PacketSocket(String device, int index, int fd) {
    this.device = device;
    this.index = index;
    this.fd = fd;
  }

  /** Opens a socket that receives nothing before {@link #bind}. */
  static PacketSocket open(String device) {
    int index = Posix.if_nametoindex(device);
    if (index == 0) {
      throw new LinkException(Posix.failure("cannot open " + device), null);
    }
    int fd = Posix.socket(AF_PACKET, SOCK_RAW, 0);
    if (fd < 0) {
      throw new LinkException(Posix.failure("cannot open " + device), null);
    }
    PacketSocket socket = new PacketSocket(device, index, fd);
    try (Memory membership = zeroed(16)) {
      membership.setInt(0, index);
      membership.setShort(4, (short) MEMBERSHIP_PROMISCUOUS);
      socket.set(ADD_MEMBERSHIP, membership, "promiscuous mode");
      // before Linux 4.20 there is no such option, and the ring leaves out what goes out itself
      socket.trySet(IGNORE_OUTGOING, 1);
    } catch (LinkException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  int fd() {
    return fd;
  }

  void set(int option, Memory value, String what) {
    if (Posix.setsockopt(fd, SOL_PACKET, option, value, (int) value.size()) < 0) {
      throw new LinkException(Posix.failure(device + " refuses " + what), null);
    }
  }

  /** Sets an option that is a whole number; says whether the kernel took it. */
  boolean trySet(int option, int number) {
    try (Memory value = zeroed(4)) {
      value.setInt(0, number);
      return Posix.setsockopt(fd, SOL_PACKET, option, value, 4) == 0;
    }
  }

  /** Begins to receive. */
  void bind() {
    try (Memory address = zeroed(20)) {
      address.setShort(0, (short) AF_PACKET);
      boolean swapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      address.setShort(2, (short) (swapped ? ETH_P_ALL << 8 : ETH_P_ALL));
      address.setInt(4, index);
      if (Posix.bind(fd, address, 20) < 0) {
        throw new LinkException(Posix.failure("cannot bind to " + device), null);
      }
    }
  }

  /** Frames that came since the socket was opened while there was no room for them. */
  synchronized long drops() {
    try (Memory statistics = zeroed(8);
        Memory length = zeroed(4)) {
      length.setInt(0, 8);
      // the kernel begins anew with each reading
      if (Posix.getsockopt(fd, SOL_PACKET, STATISTICS, statistics, length) == 0) {
        drops += statistics.getInt(4) & 0xffff_ffffL;
      }
      return drops;
    }
  }

  /**
   * Looks at what an error condition is about.
   *
   * @throws LinkException unless the interface is only down: it may come up again
   */
  void checkError() {
    int error;
    try (Memory value = zeroed(4);
        Memory length = zeroed(4)) {
      length.setInt(0, 4);
      if (Posix.getsockopt(fd, SOL_SOCKET, SO_ERROR, value, length) < 0) {
        throw new LinkException(Posix.failure(device + " has failed"), null);
      }
      error = value.getInt(0);
    }
    if (Posix.if_nametoindex(device) != index) {
      throw new LinkException(device + " has failed: it is gone", null);
    }
    if (error != 0 && error != Posix.ENETDOWN) {
      throw new LinkException(device + " has failed: errno " + error, null);
    }
  }

  @Override
  public void close() {
    if (Posix.close(fd) < 0) {
      throw new LinkException("cannot close " + device + ": errno " + Native.getLastError(), null);
    }
  }

  static Memory zeroed(long bytes) {
    Memory memory = new Memory(bytes);
    memory.clear();
    return memory;
  }
}
