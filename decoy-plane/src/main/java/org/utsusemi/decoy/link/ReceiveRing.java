package org.utsusemi.decoy.link;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A ring of frames that kernel and process share: TPACKET_V2 (Linux, packet_mmap.rst). Version 3
 * hands over whole blocks, which costs half a millisecond of patience that no device has. One
 * thread reads it.
 */
final class ReceiveRing implements AutoCloseable {
  /** Room for a frame of {@link #LONGEST} bytes and what the kernel says of it. */
  private static final int SLOT = 2048;

  private static final int SLOTS = 4096;
  private static final int BLOCK = 1 << 16;
  private static final int BYTES = SLOT * SLOTS;

  /** Longer frames arrive cut. */
  static final int LONGEST = SLOT - 128;

  private static final int VERSION = 10;
  private static final int VERSION_2 = 1;
  private static final int RX_RING = 5;

  private static final int STATUS_KERNEL = 0;
  private static final int STATUS_USER = 1;
  private static final int STATUS_VLAN_VALID = 1 << 4;
  private static final int STATUS_VLAN_TPID_VALID = 1 << 6;

  // struct tpacket2_hdr, and the struct sockaddr_ll behind it
  private static final int CAUGHT_LENGTH = 8;
  private static final int FRAME_OFFSET = 12;
  private static final int SECONDS = 16;
  private static final int NANOS = 20;
  private static final int TAG_CONTROL = 24;
  private static final int TAG_PROTOCOL = 26;
  private static final int PACKET_TYPE = 42;
  private static final int PACKET_OUTGOING = 4;

  private static final long SECOND = 1_000_000_000L;
  private static final int BOTH_MACS = 12;
  private static final int TAG = 4;
  private static final int VLAN = 0x8100;

  private final Pointer memory;
  private final ByteBuffer slots;
  private final byte[] frame = new byte[SLOT + TAG];
  private int next;

  private ReceiveRing(Pointer memory) {
    this.memory = memory;
    this.slots = memory.getByteBuffer(0, BYTES).order(ByteOrder.nativeOrder());
  }

  /** Gives a socket that is not bound yet its ring. */
  static ReceiveRing of(PacketSocket socket) {
    if (!socket.trySet(VERSION, VERSION_2)) {
      throw new LinkException(Posix.failure("the kernel refuses TPACKET_V2"), null);
    }
    try (Memory request = PacketSocket.zeroed(16)) {
      request.setInt(0, BLOCK);
      request.setInt(4, BYTES / BLOCK);
      request.setInt(8, SLOT);
      request.setInt(12, SLOTS);
      socket.set(RX_RING, request, "a receive ring of " + BYTES + " bytes");
    }
    Pointer memory =
        Posix.mmap(
            Pointer.NULL,
            new NativeLong(BYTES),
            Posix.PROT_READ_WRITE,
            Posix.MAP_SHARED_POPULATED,
            socket.fd(),
            new NativeLong(0));
    if (Pointer.nativeValue(memory) == -1) {
      throw new LinkException(Posix.failure("cannot map the receive ring"), null);
    }
    return new ReceiveRing(memory);
  }

  /**
   * Hands over frames that have come.
   *
   * @param most frames to look at
   * @return how many there were, those that went out included
   */
  int take(GuardedHandler handler, int most) {
    int taken = 0;
    while (taken < most) {
      int slot = next * SLOT;
      int status = slots.getInt(slot);
      if ((status & STATUS_USER) == 0) {
        break;
      }
      // a plain access and a fence: to Java's quick compiler a VarHandle's access is a slow call
      VarHandle.acquireFence();
      long arrival =
          (slots.getInt(slot + SECONDS) & 0xffff_ffffL) * SECOND + slots.getInt(slot + NANOS);
      int length = slots.get(slot + PACKET_TYPE) == PACKET_OUTGOING ? 0 : copy(slot, status);
      VarHandle.releaseFence();
      slots.putInt(slot, STATUS_KERNEL);
      next = next + 1 == SLOTS ? 0 : next + 1;
      taken++;
      if (length > 0) {
        handler.frame(frame, length, arrival);
      }
    }
    return taken;
  }

  /** Puts a tag, which the kernel keeps apart, back to where it was. */
  private int copy(int slot, int status) {
    int length = Math.min(slots.getInt(slot + CAUGHT_LENGTH), SLOT);
    int from = slot + (slots.getShort(slot + FRAME_OFFSET) & 0xffff);
    boolean tagged = (status & STATUS_VLAN_VALID) != 0 && length >= BOTH_MACS;
    if (!tagged) {
      slots.get(from, frame, 0, length);
      return length;
    }
    int protocol =
        (status & STATUS_VLAN_TPID_VALID) != 0 ? slots.getShort(slot + TAG_PROTOCOL) : VLAN;
    int control = slots.getShort(slot + TAG_CONTROL);
    slots.get(from, frame, 0, BOTH_MACS);
    frame[BOTH_MACS] = (byte) (protocol >>> 8);
    frame[BOTH_MACS + 1] = (byte) protocol;
    frame[BOTH_MACS + 2] = (byte) (control >>> 8);
    frame[BOTH_MACS + 3] = (byte) control;
    slots.get(from + BOTH_MACS, frame, BOTH_MACS + TAG, length - BOTH_MACS);
    return length + TAG;
  }

  @Override
  public void close() {
    if (Posix.munmap(memory, new NativeLong(BYTES)) < 0) {
      throw new LinkException(Posix.failure("cannot unmap the receive ring"), null);
    }
  }
}
