package org.utsusemi.decoy.link;

import java.sql.Timestamp;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.RawPacketListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network interface through libpcap. Needs {@code CAP_NET_RAW} and nothing else.
 *
 * <p>Offloads must be off at the senders: what is longer than {@link #SNAPLEN} arrives cut.
 */
public final class Pcap4jLink implements Link {
  /** Longer than any frame; a larger one only makes the ring hold fewer. */
  static final int SNAPLEN = 2048;

  /** About 4,000 frames: 13 ms of the fastest that a userspace switch forwards. */
  private static final int BUFFER_BYTES = 8 << 20;

  private static final int READ_TIMEOUT_MILLIS = 100;
  private static final int FOREVER = -1;
  private static final long SECOND = 1_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(Pcap4jLink.class);

  private final String device;
  private final PcapHandle handle;
  private final LinkWatch watch;
  private final AtomicLong sendFailures = new AtomicLong();
  private LinkStatistics last = LinkStatistics.NONE;

  private Pcap4jLink(String device, PcapHandle handle) {
    this.device = device;
    this.handle = handle;
    this.watch = LinkWatch.of(device);
  }

  /**
   * Opens a network interface.
   *
   * @param device its name, such as {@code eth1}
   * @throws LinkException when there is none of that name, or privileges lack
   */
  public static Pcap4jLink open(String device) {
    try {
      PcapHandle handle =
          new PcapHandle.Builder(device)
              .snaplen(SNAPLEN)
              .bufferSize(BUFFER_BYTES)
              .promiscuousMode(PromiscuousMode.PROMISCUOUS)
              .timeoutMillis(READ_TIMEOUT_MILLIS)
              .immediateMode(true)
              .build();
      // what this link sends must not come back to it
      handle.setDirection(PcapDirection.IN);
      return new Pcap4jLink(device, handle);
    } catch (PcapNativeException | NotOpenException e) {
      throw new LinkException("cannot open " + device + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void receive(FrameHandler handler) {
    GuardedHandler guarded = new GuardedHandler(handler, this::breakLoop);
    RawPacketListener listener = frame -> guarded.frame(frame, frame.length, arrival());
    try {
      handle.loop(FOREVER, listener);
    } catch (InterruptedException e) {
      // how pcap4j says that the loop was broken, which is what close() does
      LOG.debug("{} is no longer received from", device);
    } catch (PcapNativeException | NotOpenException e) {
      if (handle.isOpen()) {
        throw new LinkException(device + " has failed: " + e.getMessage(), e);
      }
    }
    guarded.rethrow();
  }

  /** Of the frame that the listener is given. */
  private long arrival() {
    Timestamp stamp = handle.getTimestamp();
    return stamp == null ? 0 : stamp.getTime() / 1000 * SECOND + stamp.getNanos();
  }

  @Override
  public void send(byte[] frame, int length) {
    try {
      handle.sendPacket(frame, length);
    } catch (PcapNativeException | NotOpenException e) {
      long failures = sendFailures.incrementAndGet();
      if (Long.bitCount(failures) == 1) {
        LOG.warn("cannot send on {}: {}; failure {}", device, e.getMessage(), failures);
      }
    }
  }

  @Override
  public synchronized LinkStatistics statistics() {
    if (handle.isOpen()) {
      try {
        last = new LinkStatistics(handle.getStats().getNumPacketsDropped(), sendFailures.get());
      } catch (PcapNativeException | NotOpenException e) {
        LOG.warn("{} does not tell what it lost: {}", device, e.getMessage());
      }
    }
    return last;
  }

  @Override
  public Optional<String> trouble() {
    return watch.trouble();
  }

  @Override
  public void close() {
    statistics();
    breakLoop();
    handle.close();
  }

  private void breakLoop() {
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      LOG.debug("{} is closed already", device);
    }
  }
}
