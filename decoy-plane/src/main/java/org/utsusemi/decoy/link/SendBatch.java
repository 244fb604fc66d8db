package org.utsusemi.decoy.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames that wait to be sent by one system call, sendmmsg(2). For one thread at a time. */
final class SendBatch {
  static final int CAPACITY = 64;

  /** Twice the longest frame of Ethernet; what is longer is lost. */
  private static final int ROOM = 3072;

  // struct mmsghdr on 64 bits, and the struct iovec that it points to
  private static final int HEAD = 64;
  private static final int HEAD_PARTS = 16;
  private static final int HEAD_PART_COUNT = 24;
  private static final int PART = 16;

  private static final Logger LOG = LoggerFactory.getLogger(SendBatch.class);

  private final int fd;
  private final String device;
  private final AtomicLong unsent;
  private final Memory heads = PacketSocket.zeroed((long) CAPACITY * HEAD);
  private final Memory parts = PacketSocket.zeroed((long) CAPACITY * PART);
  private final Memory room = new Memory((long) CAPACITY * ROOM);
  private final ByteBuffer frames = room.getByteBuffer(0, room.size());
  private final ByteBuffer lengths =
      parts.getByteBuffer(0, parts.size()).order(ByteOrder.nativeOrder());
  private int count;

  /**
   * @param unsent counts what could not be sent
   */
  SendBatch(int fd, String device, AtomicLong unsent) {
    if (Native.POINTER_SIZE != 8) {
      throw new LinkException("the ring link is for 64-bit Linux", null);
    }
    this.fd = fd;
    this.device = device;
    this.unsent = unsent;
    for (int i = 0; i < CAPACITY; i++) {
      heads.setPointer((long) i * HEAD + HEAD_PARTS, parts.share((long) i * PART));
      heads.setLong((long) i * HEAD + HEAD_PART_COUNT, 1);
      parts.setPointer((long) i * PART, room.share((long) i * ROOM));
    }
  }

  void add(byte[] frame, int length) {
    if (length > ROOM) {
      lost("a frame of " + length + " bytes");
      return;
    }
    frames.put(count * ROOM, frame, 0, length);
    lengths.putLong(count * PART + 8, length);
    count++;
    if (count == CAPACITY) {
      flush();
    }
  }

  void flush() {
    int sent = 0;
    while (sent < count) {
      Pointer rest = sent == 0 ? heads : heads.share((long) sent * HEAD);
      int now = Posix.sendmmsg(fd, rest, count - sent, 0);
      if (now > 0) {
        sent += now;
      } else if (Native.getLastError() != Posix.EINTR) {
        // the first of the rest is lost, as a full queue loses it; the others may pass
        lost(Posix.failure("sendmmsg"));
        sent++;
      }
    }
    count = 0;
  }

  private void lost(String why) {
    long lost = unsent.incrementAndGet();
    if (Long.bitCount(lost) == 1) {
      LOG.warn("cannot send on {}: {}; failure {}", device, why, lost);
    }
  }
}
