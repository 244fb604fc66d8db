package org.utsusemi.decoy.link;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The system calls of Linux that a packet socket needs, by their C signatures. Each returns -1 on
 * failure unless its manual page says something else; {@link Native#getLastError} then tells why.
 */
final class Posix {
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int ENETDOWN = 100;

  static final int PROT_READ_WRITE = 3;
  static final int MAP_SHARED_POPULATED = 0x1 | 0x8000;

  static final short POLLIN = 1;
  static final short POLLERR = 8;
  static final short POLLHUP = 16;
  static final short POLLNVAL = 32;

  static {
    Native.register(Posix.class, "c");
  }

  private Posix() {}

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, Pointer address, int length);

  static native int setsockopt(int fd, int level, int name, Pointer value, int length);

  static native int getsockopt(int fd, int level, int name, Pointer value, Pointer length);

  static native Pointer mmap(
      Pointer address, NativeLong length, int protection, int flags, int fd, NativeLong offset);

  static native int munmap(Pointer address, NativeLong length);

  static native int poll(Pointer descriptors, NativeLong count, int timeoutMillis);

  static native int sendmmsg(int fd, Pointer messages, int count, int flags);

  static native int eventfd(int initial, int flags);

  static native NativeLong write(int fd, Pointer bytes, NativeLong count);

  static native int ioctl(int fd, NativeLong request, Pointer argument);

  static native int close(int fd);

  /** 0: there is none of that name. */
  static native int if_nametoindex(String name);

  /** {@code what: why}, of the call that just failed. */
  static String failure(String what) {
    int error = Native.getLastError();
    return what + ": " + strerror(error) + " (errno " + error + ")";
  }

  private static native String strerror(int error);
}
