package org.utsusemi.decoy.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file in order, and numbers in whichever byte order it has. */
final class CaptureInput {
  private final InputStream in;
  private long position;
  private boolean littleEndian;

  CaptureInput(InputStream in) {
    this.in = in;
  }

  void littleEndian(boolean little) {
    littleEndian = little;
  }

  boolean isLittleEndian() {
    return littleEndian;
  }

  long position() {
    return position;
  }

  /** Whether nothing follows; only then does a file end where it may. */
  boolean atEnd() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return true;
    }
    in.reset();
    return false;
  }

  int word() throws IOException {
    byte[] b = bytes(4);
    return word(b, 0);
  }

  /** A number of 32 bits within bytes, in the order of the file. */
  int word(byte[] b, int at) {
    return littleEndian
        ? b[at] & 0xff | (b[at + 1] & 0xff) << 8 | (b[at + 2] & 0xff) << 16 | b[at + 3] << 24
        : b[at] << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | b[at + 3] & 0xff;
  }

  /** A number of 16 bits within bytes, in the order of the file. */
  int half(byte[] b, int at) {
    return littleEndian
        ? b[at] & 0xff | (b[at + 1] & 0xff) << 8
        : (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
  }

  /** So many bytes; the caller has bounded them. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  void skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count) {
      int part = (int) Math.min(count - skipped, 1 << 16);
      bytes(part);
      skipped += part;
    }
  }
}
