package org.utsusemi.decoy.link;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network interface through a packet socket of Linux with a shared receive ring; answers are sent
 * by one system call for as many frames as came together. Needs {@code CAP_NET_RAW}, and 8 MB of
 * memory that no heap limit covers.
 *
 * <p>Offloads must be off at the senders: what is longer than {@link ReceiveRing#LONGEST} arrives
 * cut.
 */
public final class RingLink implements Link {
  /** Frames that are handled before their answers are sent at the latest. */
  private static final int FRAMES_AT_ONCE = SendBatch.CAPACITY;

  private static final int POLL_BYTES = 8;
  private static final int FOREVER = -1;
  private static final Logger LOG = LoggerFactory.getLogger(RingLink.class);

  private final String device;
  private final PacketSocket socket;
  private final LinkWatch watch;
  private final ReceiveRing ring;
  private final int wake;
  private final AtomicLong unsent = new AtomicLong();

  /** What the receiving thread sends; no other touches it. */
  private final SendBatch answers;

  /** What other threads send, each frame at once. Also the lock of {@link #open}. */
  private final SendBatch others;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Thread receiver;
  private volatile boolean closing;
  private boolean open = true;
  private boolean begun;
  private LinkStatistics last = LinkStatistics.NONE;

  private RingLink(String device, PacketSocket socket, ReceiveRing ring, int wake) {
    this.device = device;
    this.watch = LinkWatch.of(device);
    this.socket = socket;
    this.ring = ring;
    this.wake = wake;
    this.answers = new SendBatch(socket.fd(), device, unsent);
    this.others = new SendBatch(socket.fd(), device, unsent);
  }

  /**
   * Opens a network interface.
   *
   * @param device its name, such as {@code eth1}
   * @throws LinkException when there is none of that name, or privileges lack
   */
  public static RingLink open(String device) {
    PacketSocket socket = PacketSocket.open(device);
    try {
      ReceiveRing ring = ReceiveRing.of(socket);
      int wake = Posix.eventfd(0, 0);
      if (wake < 0) {
        throw new LinkException(Posix.failure("no event descriptor"), null);
      }
      RingLink link = new RingLink(device, socket, ring, wake);
      socket.bind();
      return link;
    } catch (LinkException e) {
      // with the socket the kernel's end of the ring is gone too
      socket.close();
      throw e;
    }
  }

  @Override
  public void receive(FrameHandler handler) {
    GuardedHandler guarded = new GuardedHandler(handler, () -> closing = true);
    if (!begin()) {
      return;
    }
    try (Memory descriptors = descriptors()) {
      while (!closing) {
        int taken = ring.take(guarded, FRAMES_AT_ONCE);
        answers.flush();
        if (taken == 0) {
          await(descriptors);
        }
      }
      LOG.debug("{} is no longer received from", device);
    } finally {
      answers.flush();
      receiver = null;
      ended.countDown();
    }
    guarded.rethrow();
  }

  private boolean begin() {
    synchronized (others) {
      begun = open;
      receiver = open ? Thread.currentThread() : null;
      return open;
    }
  }

  private Memory descriptors() {
    Memory descriptors = PacketSocket.zeroed(2 * POLL_BYTES);
    descriptors.setInt(0, socket.fd());
    descriptors.setShort(4, Posix.POLLIN);
    descriptors.setInt(POLL_BYTES, wake);
    descriptors.setShort(POLL_BYTES + 4, Posix.POLLIN);
    return descriptors;
  }

  private void await(Memory descriptors) {
    int ready = Posix.poll(descriptors, new NativeLong(2), FOREVER);
    int happened = ready > 0 ? descriptors.getShort(6) : 0;
    if ((happened & (Posix.POLLERR | Posix.POLLHUP | Posix.POLLNVAL)) != 0) {
      socket.checkError();
    }
  }

  @Override
  public void send(byte[] frame, int length) {
    if (Thread.currentThread() == receiver) {
      answers.add(frame, length);
      return;
    }
    synchronized (others) {
      if (open) {
        others.add(frame, length);
        others.flush();
      }
    }
  }

  @Override
  public LinkStatistics statistics() {
    synchronized (others) {
      if (open) {
        last = new LinkStatistics(socket.drops(), unsent.get());
      }
      return last;
    }
  }

  @Override
  public Optional<String> trouble() {
    return watch.trouble();
  }

  @Override
  public void close() {
    synchronized (others) {
      if (!open) {
        return;
      }
      statistics();
      open = false;
      closing = true;
    }
    if (begun) {
      awaitEnd();
    }
    ring.close();
    socket.close();
    Posix.close(wake);
  }

  /** Not to be interrupted: what comes next takes the ring away from whoever reads it. */
  private void awaitEnd() {
    boolean interrupted = false;
    try (Memory one = PacketSocket.zeroed(8)) {
      one.setLong(0, 1);
      Posix.write(wake, one, new NativeLong(8));
      while (ended.getCount() > 0) {
        try {
          ended.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
