package org.utsusemi.decoy.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pcapng file: blocks, of which sections, interfaces and packets are read; each section has a
 * byte order of its own, each interface a kind of link and a resolution of its clock.
 */
final class PcapNgReader implements CaptureFile.FrameReader {
  static final int SECTION_HEADER = 0x0a0d0d0a;

  private static final int BYTE_ORDER = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int OLD_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;
  private static final int LARGEST_BLOCK = 1 << 24;
  private static final int MOST_INTERFACES = 1000;

  /**
   * @param resolution the octet if_tsresol: a negative power of 10, or of 2 with the highest bit
   * @param offsetSeconds what is to be added to its times
   * @param snapLength most bytes of a frame; 0: no limit
   */
  private record Interface(int linkType, int snapLength, int resolution, long offsetSeconds) {
    long nanos(long high, long low) {
      long ticks = high << 32 | low;
      int exponent = resolution & 0x7f;
      double perSecond = (resolution & 0x80) != 0 ? Math.pow(2, exponent) : Math.pow(10, exponent);
      long seconds = (long) (ticks / perSecond);
      // whole seconds first, since a double does not hold nanoseconds since 1970
      double rest = ticks - seconds * perSecond;
      if (perSecond <= 1e9 && perSecond == Math.rint(perSecond)) {
        long whole = (long) perSecond;
        seconds = Long.divideUnsigned(ticks, whole);
        rest = Long.remainderUnsigned(ticks, whole);
      }
      return (seconds + offsetSeconds) * 1_000_000_000L + Math.round(rest * 1e9 / perSecond);
    }
  }

  private final List<Interface> interfaces = new ArrayList<>();

  @Override
  public void readAll(CaptureInput in, LinkLayers out) throws IOException {
    section(in);
    while (!in.atEnd()) {
      long at = in.position();
      int type = in.word();
      if (type == SECTION_HEADER) {
        section(in);
        continue;
      }
      int length = in.word();
      if (length < 12 || length > LARGEST_BLOCK || length % 4 != 0) {
        throw new CaptureException(
            "has a block of impossible length " + (length & 0xffff_ffffL) + " at byte " + at);
      }
      byte[] body = in.bytes(length - 12);
      in.skip(4);
      block(type, body, in, out, at);
    }
  }

  /** Behind its type; it says in which byte order all numbers are, its own length too. */
  private void section(CaptureInput in) throws IOException {
    long at = in.position() - 4;
    byte[] head = in.bytes(8);
    in.littleEndian(false);
    if (in.word(head, 4) != BYTE_ORDER) {
      in.littleEndian(true);
      if (in.word(head, 4) != BYTE_ORDER) {
        throw new CaptureException("has a section without byte order at byte " + at);
      }
    }
    int length = in.word(head, 0);
    if (length < 28 || length > LARGEST_BLOCK) {
      throw new CaptureException("has a section header of impossible length at byte " + at);
    }
    in.skip(length - 12L);
    interfaces.clear();
  }

  private void block(int type, byte[] body, CaptureInput in, LinkLayers out, long at)
      throws CaptureException {
    switch (type) {
      case INTERFACE -> {
        if (body.length < 8 || interfaces.size() == MOST_INTERFACES) {
          throw new CaptureException("has an interface that cannot be read at byte " + at);
        }
        interfaces.add(description(body, in));
      }
      case ENHANCED_PACKET, OLD_PACKET -> {
        if (body.length < 20) {
          throw new CaptureException("has a packet without head at byte " + at);
        }
        int index = type == ENHANCED_PACKET ? in.word(body, 0) : in.half(body, 0);
        Interface from = at(index, at);
        long high = in.word(body, 4) & 0xffff_ffffL;
        long low = in.word(body, 8) & 0xffff_ffffL;
        int length = in.word(body, 12);
        packet(from, from.nanos(high, low), body, 20, length, in.word(body, 16), out, at);
      }
      case SIMPLE_PACKET -> {
        if (body.length < 4) {
          throw new CaptureException("has a packet without head at byte " + at);
        }
        Interface from = at(0, at);
        int original = in.word(body, 0);
        int most = from.snapLength() == 0 ? body.length - 4 : from.snapLength();
        int length = Math.min(Math.min(Math.max(0, original), most), body.length - 4);
        packet(from, 0, body, 4, length, original, out, at);
      }
      default -> {}
    }
  }

  private Interface at(int index, long at) throws CaptureException {
    if (index < 0 || index >= interfaces.size()) {
      throw new CaptureException(
          "has a packet of an interface that is not described at byte " + at);
    }
    return interfaces.get(index);
  }

  private static void packet(
      Interface from,
      long nanos,
      byte[] body,
      int start,
      int length,
      int original,
      LinkLayers out,
      long at)
      throws CaptureException {
    if (length < 0 || length > body.length - start || length > CaptureFile.LARGEST_FRAME) {
      throw new CaptureException(
          "has a frame of impossible length " + (length & 0xffff_ffffL) + " at byte " + at);
    }
    byte[] frame = java.util.Arrays.copyOfRange(body, start, start + length);
    out.frame(nanos, from.linkType(), frame, original);
  }

  private static Interface description(byte[] body, CaptureInput in) {
    int resolution = 6;
    long offset = 0;
    int at = 8;
    while (at + 4 <= body.length) {
      int code = in.half(body, at);
      int length = in.half(body, at + 2);
      if (code == 0 || at + 4 + length > body.length) {
        break;
      }
      if (code == OPTION_RESOLUTION && length == 1) {
        resolution = body[at + 4] & 0xff;
      } else if (code == OPTION_OFFSET && length == 8) {
        int first = in.word(body, at + 4);
        int second = in.word(body, at + 8);
        offset = in.isLittleEndian() ? join(second, first) : join(first, second);
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    int snap = in.word(body, 4);
    return new Interface(in.half(body, 0), snap < 0 ? 0 : snap, resolution, offset);
  }

  private static long join(int high, int low) {
    return (long) high << 32 | low & 0xffff_ffffL;
  }
}
