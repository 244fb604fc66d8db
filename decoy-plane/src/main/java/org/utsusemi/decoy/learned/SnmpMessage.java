package org.utsusemi.decoy.learned;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An SNMP message of version 1 or 2c (RFC 1157 §4, RFC 3416 §3), as far as a learned service needs
 * it: the request id, which every request has anew, apart from the rest. Its encoding has no fixed
 * length, so that neither has what stands around it.
 *
 * @param head version and community as they are encoded
 * @param tag of the PDU, 0xa0–0xa8
 * @param id the request id as it is encoded
 * @param rest of the PDU behind it
 */
public record SnmpMessage(byte[] head, int tag, byte[] id, byte[] rest) {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 2;
  private static final int OCTETS = 4;
  private static final int LONGEST = 0xffff;

  /** A place in a message. */
  private static final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    /** Where the contents of the element begin that is next; -1: there is none of that kind. */
    int enter(int tagFrom, int tagTo) {
      if (end - at < 2 || (bytes[at] & 0xff) < tagFrom || (bytes[at] & 0xff) > tagTo) {
        return -1;
      }
      int length = bytes[at + 1] & 0xff;
      int start = at + 2;
      if (length > 0x80) {
        int octets = length & 0x7f;
        if (octets > 3 || end - start < octets) {
          return -1;
        }
        length = 0;
        for (int i = 0; i < octets; i++) {
          length = length << 8 | bytes[start++] & 0xff;
        }
      }
      if (length > end - start) {
        return -1;
      }
      at = start + length;
      return start;
    }
  }

  /** Reads a message; empty when it is none, or has something behind it. */
  public static Optional<SnmpMessage> parse(byte[] bytes) {
    Cursor outer = new Cursor(bytes, 0, bytes.length);
    int start = outer.enter(SEQUENCE, SEQUENCE);
    if (start < 0 || outer.at != bytes.length) {
      return Optional.empty();
    }
    Cursor message = new Cursor(bytes, start, bytes.length);
    int version = message.enter(INTEGER, INTEGER);
    if (version < 0 || message.at - version != 1 || bytes[version] < 0 || bytes[version] > 1) {
      return Optional.empty();
    }
    if (message.enter(OCTETS, OCTETS) < 0) {
      return Optional.empty();
    }
    int headEnd = message.at;
    int tag = headEnd < bytes.length ? bytes[headEnd] & 0xff : 0;
    int pdu = message.enter(0xa0, 0xa8);
    if (pdu < 0 || message.at != bytes.length) {
      return Optional.empty();
    }
    Cursor inner = new Cursor(bytes, pdu, bytes.length);
    if (inner.enter(INTEGER, INTEGER) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SnmpMessage(
            Arrays.copyOfRange(bytes, start, headEnd),
            tag,
            Arrays.copyOfRange(bytes, pdu, inner.at),
            Arrays.copyOfRange(bytes, inner.at, bytes.length)));
  }

  /** What tells it apart from messages that ask for something else. */
  public String key() {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(head) + tag + hex.formatHex(rest);
  }

  /** The same with another request id, as that is encoded. */
  public SnmpMessage withId(byte[] encoded) {
    return new SnmpMessage(head, tag, encoded, rest);
  }

  public byte[] encode() {
    ByteArrayOutputStream pdu = new ByteArrayOutputStream();
    pdu.writeBytes(id);
    pdu.writeBytes(rest);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head);
    element(message, tag, pdu.toByteArray());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    element(all, SEQUENCE, message.toByteArray());
    return all.toByteArray();
  }

  private static void element(ByteArrayOutputStream out, int tag, byte[] contents) {
    if (contents.length > LONGEST) {
      throw new IllegalArgumentException("longer than a datagram: " + contents.length);
    }
    out.write(tag);
    if (contents.length > 0xff) {
      out.write(0x82);
      out.write(contents.length >> 8);
    } else if (contents.length > 0x7f) {
      out.write(0x81);
    }
    out.write(contents.length);
    out.writeBytes(contents);
  }
}
