package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An option of a TCP header, in the order it stands there. */
public sealed interface TcpOption {
  /** Filler of one byte (RFC 9293 §3.1). */
  record NoOperation() implements TcpOption {}

  /**
   * Maximum segment size (RFC 9293 §3.7.1).
   *
   * @param bytes 0–65535
   */
  record MaximumSegmentSize(int bytes) implements TcpOption {
    public MaximumSegmentSize {
      Fields.check("bytes", bytes, 0xffff);
    }
  }

  /**
   * Window scale (RFC 7323 §2.2).
   *
   * @param shift 0–255; more than 14 means 14
   */
  record WindowScale(int shift) implements TcpOption {
    public WindowScale {
      Fields.check("shift", shift, 0xff);
    }
  }

  /** Selective acknowledgments may be sent (RFC 2018 §2). */
  record SackPermitted() implements TcpOption {}

  /** Timestamps (RFC 7323 §3.2), both unsigned 32 bits. */
  record Timestamps(int value, int echo) implements TcpOption {}

  /**
   * Any other, and one of the above with a length that is not its own.
   *
   * @param kind 2–255
   * @param data 0–38 bytes
   */
  record Unknown(int kind, ByteBuffer data) implements TcpOption {
    public Unknown {
      Fields.check("kind", kind, 0xff);
      Fields.check("length of data", data.remaining(), 38);
    }
  }

  /**
   * Options that are encoded already, for sending; never read.
   *
   * @param bytes 1–40
   */
  record Encoded(ByteBuffer bytes) implements TcpOption {
    public Encoded {
      Fields.check("length of bytes", bytes.remaining(), 40);
    }
  }

  /**
   * Reads options up to the end of the list. What follows an option with an impossible length is
   * left out, as hosts do, instead of refusing the segment.
   */
  static List<TcpOption> decodeAll(ByteBuffer in) {
    if (!in.hasRemaining()) {
      return List.of();
    }
    List<TcpOption> options = new ArrayList<>(4);
    while (in.hasRemaining()) {
      int kind = Fields.u8(in);
      if (kind == 0) {
        break;
      }
      if (kind == 1) {
        options.add(new NoOperation());
        continue;
      }
      int data = in.hasRemaining() ? Fields.u8(in) - 2 : -1;
      if (data < 0 || data > in.remaining()) {
        break;
      }
      options.add(of(kind, Fields.take(in, data)));
    }
    return List.copyOf(options);
  }

  private static TcpOption of(int kind, ByteBuffer data) {
    int length = data.remaining();
    if (kind == 2 && length == 2) {
      return new MaximumSegmentSize(data.getShort(0) & 0xffff);
    }
    if (kind == 3 && length == 1) {
      return new WindowScale(data.get(0) & 0xff);
    }
    if (kind == 4 && length == 0) {
      return new SackPermitted();
    }
    if (kind == 8 && length == 8) {
      return new Timestamps(data.getInt(0), data.getInt(4));
    }
    return new Unknown(kind, data);
  }

  /** Bytes on the wire. */
  default int length() {
    if (this instanceof NoOperation) {
      return 1;
    } else if (this instanceof MaximumSegmentSize) {
      return 4;
    } else if (this instanceof WindowScale) {
      return 3;
    } else if (this instanceof SackPermitted) {
      return 2;
    } else if (this instanceof Timestamps) {
      return 10;
    } else if (this instanceof Encoded encoded) {
      return encoded.bytes().remaining();
    }
    return 2 + ((Unknown) this).data().remaining();
  }

  /** Writes this option without filler. */
  default void encode(ByteBuffer out) {
    if (this instanceof NoOperation) {
      out.put((byte) 1);
    } else if (this instanceof MaximumSegmentSize mss) {
      out.put((byte) 2).put((byte) 4).putShort((short) mss.bytes());
    } else if (this instanceof WindowScale scale) {
      out.put((byte) 3).put((byte) 3).put((byte) scale.shift());
    } else if (this instanceof SackPermitted) {
      out.put((byte) 4).put((byte) 2);
    } else if (this instanceof Timestamps times) {
      out.put((byte) 8).put((byte) 10).putInt(times.value()).putInt(times.echo());
    } else if (this instanceof Encoded encoded) {
      Fields.putAll(out, encoded.bytes());
    } else if (this instanceof Unknown unknown) {
      out.put((byte) unknown.kind()).put((byte) length());
      Fields.putAll(out, unknown.data());
    }
  }
}
