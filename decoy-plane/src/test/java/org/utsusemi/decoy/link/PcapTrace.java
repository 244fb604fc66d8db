package org.utsusemi.decoy.link;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A link that writes what passes over another one, in both directions, as a pcap file
 * (draft-ietf-opsawg-pcap, version 2.4, nanoseconds).
 */
public final class PcapTrace implements Link {
  private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
  private static final int SNAPLEN = 65535;
  private static final int ETHERNET = 1;

  private final Link link;
  private final OutputStream file;
  private final InstantSource clock;

  /**
   * @param file closed with this link
   * @throws UncheckedIOException when the file's header cannot be written
   */
  public PcapTrace(Link link, OutputStream file, InstantSource clock) {
    this.link = link;
    this.file = file;
    this.clock = clock;
    ByteBuffer header = words(24).putInt(MAGIC_NANOSECONDS).putShort((short) 2).putShort((short) 4);
    write(header.putInt(0).putInt(0).putInt(SNAPLEN).putInt(ETHERNET).array(), 24);
  }

  @Override
  public void receive(FrameHandler handler) {
    link.receive(
        (frame, length) -> {
          record(frame, length);
          handler.frame(frame, length);
        });
  }

  @Override
  public void send(byte[] frame, int length) {
    record(frame, length);
    link.send(frame, length);
  }

  @Override
  public LinkStatistics statistics() {
    return link.statistics();
  }

  @Override
  public void close() {
    link.close();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void record(byte[] frame, int length) {
    Instant now = clock.instant();
    ByteBuffer header = words(16).putInt((int) now.getEpochSecond()).putInt(now.getNano());
    write(header.putInt(length).putInt(length).array(), 16);
    write(frame, length);
  }

  private void write(byte[] bytes, int length) {
    try {
      file.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer words(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
