package org.utsusemi.decoy.capture;

import java.io.IOException;
import java.util.Optional;

/** A pcap file: a header of 24 bytes, then frames behind 16 bytes each. */
final class PcapReader implements CaptureFile.FrameReader {
  private static final int MICROS = 0xa1b2c3d4;
  private static final int NANOS = 0xa1b23c4d;

  private final boolean littleEndian;
  private final long nanosPerUnit;

  private PcapReader(boolean littleEndian, long nanosPerUnit) {
    this.littleEndian = littleEndian;
    this.nanosPerUnit = nanosPerUnit;
  }

  /** By the first four bytes, read as big-endian. */
  static Optional<PcapReader> of(int magic) {
    boolean swapped = magic == Integer.reverseBytes(MICROS) || magic == Integer.reverseBytes(NANOS);
    int straight = swapped ? Integer.reverseBytes(magic) : magic;
    return switch (straight) {
      case MICROS -> Optional.of(new PcapReader(swapped, 1000));
      case NANOS -> Optional.of(new PcapReader(swapped, 1));
      default -> Optional.empty();
    };
  }

  @Override
  public void readAll(CaptureInput in, LinkLayers out) throws IOException {
    in.littleEndian(littleEndian);
    in.skip(16);
    // the upper bits tell of a check sequence behind the frame
    int linkType = in.word() & 0xffff;
    while (!in.atEnd()) {
      long at = in.position();
      byte[] head = in.bytes(16);
      long seconds = in.word(head, 0) & 0xffff_ffffL;
      long fraction = in.word(head, 4) & 0xffff_ffffL;
      int length = in.word(head, 8);
      int original = in.word(head, 12);
      if (length < 0 || length > CaptureFile.LARGEST_FRAME) {
        throw new CaptureException(
            "has a frame of impossible length " + (length & 0xffff_ffffL) + " at byte " + at);
      }
      long nanos = seconds * 1_000_000_000L + fraction * nanosPerUnit;
      out.frame(nanos, linkType, in.bytes(length), original);
    }
  }
}
