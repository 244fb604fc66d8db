package org.utsusemi.decoy.capture;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads pcap (IETF draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng) files. */
public final class CaptureFile {
  /** What the largest interfaces hand over at once; more is no length of a frame. */
  static final int LARGEST_FRAME = 262_144;

  static final int GZIP = 0x1f8b0000;

  /**
   * What reading came to.
   *
   * @param frames that were handed on
   * @param otherLinks frames of kinds of link that are not read
   * @param cutFrames frames of which the capture holds only the beginning
   * @param cutShort why the file ends early; empty when it does not
   */
  public record Outcome(long frames, long otherLinks, long cutFrames, Optional<String> cutShort) {}

  private CaptureFile() {}

  /**
   * Hands every frame of a file on, in its order.
   *
   * @throws CaptureException when it is no capture
   * @throws IOException when it cannot be read
   */
  public static Outcome read(Path file, Consumer<CapturedFrame> frames) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(file.toString(), in, frames);
    }
  }

  /**
   * Hands every frame on. A file that breaks off is no error.
   *
   * @param source its name, for messages
   * @throws CaptureException when it is no capture
   */
  public static Outcome read(String source, InputStream in, Consumer<CapturedFrame> frames)
      throws IOException {
    CaptureInput input = new CaptureInput(in);
    LinkLayers links = new LinkLayers(frames);
    int magic;
    try {
      magic = input.word();
    } catch (EOFException e) {
      throw new CaptureException(source + " is no capture: it has fewer than 4 bytes");
    }
    FrameReader reader = reader(source, magic);
    Optional<String> cutShort = Optional.empty();
    try {
      reader.readAll(input, links);
    } catch (EOFException e) {
      cutShort = Optional.of("ends within a frame, after byte " + input.position());
    } catch (CaptureException e) {
      if (links.frames() + links.otherLinks() == 0) {
        throw new CaptureException(source + " " + e.getMessage());
      }
      cutShort = Optional.of(e.getMessage());
    }
    return new Outcome(links.frames(), links.otherLinks(), links.cutFrames(), cutShort);
  }

  private static FrameReader reader(String source, int magic) throws CaptureException {
    if (magic == PcapNgReader.SECTION_HEADER) {
      return new PcapNgReader();
    }
    if ((magic & 0xffff0000) == GZIP) {
      throw new CaptureException(source + " is compressed: unpack it first (gunzip)");
    }
    return PcapReader.of(magic)
        .orElseThrow(
            () ->
                new CaptureException(
                    source
                        + " is neither pcap nor pcapng: it begins with "
                        + String.format("%08x", magic)));
  }

  /** One of the two formats. */
  interface FrameReader {
    /**
     * Reads to the end of the file.
     *
     * @throws EOFException when it ends within something
     * @throws CaptureException when a length in it is impossible
     */
    void readAll(CaptureInput in, LinkLayers out) throws IOException;
  }
}
