package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A segment of RFC 9293 §3.1.
 *
 * @param sourcePort 0–65535
 * @param destinationPort 0–65535
 * @param sequence unsigned 32 bits; so is {@code acknowledgment}
 * @param flags control bits and above them the four reserved ones, 0–0xfff
 * @param window 0–65535, unscaled
 * @param urgent 0–65535
 * @param options at most 40 bytes together
 */
public record Tcp(
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int flags,
    int window,
    int urgent,
    List<TcpOption> options,
    ByteBuffer payload) {
  public static final int FIN = 1;
  public static final int SYN = 2;
  public static final int RST = 4;
  public static final int PSH = 8;
  public static final int ACK = 16;
  public static final int URG = 32;

  private static final int HEADER = 20;
  private static final int LONGEST_OPTIONS = 40;

  public Tcp {
    Fields.check("sourcePort", sourcePort, 0xffff);
    Fields.check("destinationPort", destinationPort, 0xffff);
    Fields.check("flags", flags, 0xfff);
    Fields.check("window", window, 0xffff);
    Fields.check("urgent", urgent, 0xffff);
    options = List.copyOf(options);
    Fields.check("length of options", lengthOf(options), LONGEST_OPTIONS);
  }

  /** Reads a segment; empty when its header is cut or its data offset impossible. */
  public static Optional<Tcp> decode(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    int available = in.remaining();
    int sourcePort = Fields.u16(in);
    int destinationPort = Fields.u16(in);
    int sequence = in.getInt();
    int acknowledgment = in.getInt();
    int offsetAndFlags = Fields.u16(in);
    int header = (offsetAndFlags >>> 12) * 4;
    if (header < HEADER || header > available) {
      return Optional.empty();
    }
    int window = Fields.u16(in);
    Fields.u16(in);
    int urgent = Fields.u16(in);
    List<TcpOption> options = TcpOption.decodeAll(Fields.take(in, header - HEADER));
    return Optional.of(
        new Tcp(
            sourcePort,
            destinationPort,
            sequence,
            acknowledgment,
            offsetAndFlags & 0xfff,
            window,
            urgent,
            options,
            in.slice()));
  }

  /** Whether any of these control bits is set. */
  public boolean has(int bits) {
    return (flags & bits) != 0;
  }

  /** Sequence numbers that this segment takes: its bytes, and one each for SYN and FIN. */
  public int sequenceLength() {
    return payload.remaining() + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  /** The first maximum segment size among the options. */
  public OptionalInt maximumSegmentSize() {
    for (TcpOption option : options) {
      if (option instanceof TcpOption.MaximumSegmentSize mss) {
        return OptionalInt.of(mss.bytes());
      }
    }
    return OptionalInt.empty();
  }

  /** Writes the segment, its options filled up to words; the addresses go into its checksum. */
  public void encode(ByteBuffer out, Ipv4Address source, Ipv4Address destination) {
    int start = out.position();
    int words = (HEADER + lengthOf(options) + 3) / 4;
    out.putShort((short) sourcePort)
        .putShort((short) destinationPort)
        .putInt(sequence)
        .putInt(acknowledgment)
        .putShort((short) (words << 12 | flags))
        .putShort((short) window)
        .putShort((short) 0)
        .putShort((short) urgent);
    for (TcpOption option : options) {
      option.encode(out);
    }
    while (out.position() < start + words * 4) {
      out.put((byte) 0);
    }
    Fields.putAll(out, payload);
    out.putShort(
        start + 16,
        (short) InternetChecksum.of(out, start, out.position(), source, destination, Ipv4.TCP));
  }

  private static int lengthOf(List<TcpOption> options) {
    int length = 0;
    for (TcpOption option : options) {
      length += option.length();
    }
    return length;
  }
}
