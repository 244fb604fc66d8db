package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A datagram of RFC 791 §3.1.
 *
 * @param typeOfService the whole octet, 0–255
 * @param identification 0–65535
 * @param flags the three bits, 0–7; see {@link #DONT_FRAGMENT}, {@link #MORE_FRAGMENTS}
 * @param fragmentOffset in units of eight bytes, 0–8191
 * @param timeToLive 0–255
 * @param protocol 0–255
 * @param options 0–40 bytes, a multiple of four
 * @param payload without what pads the frame
 */
public record Ipv4(
    int typeOfService,
    int identification,
    int flags,
    int fragmentOffset,
    int timeToLive,
    int protocol,
    Ipv4Address source,
    Ipv4Address destination,
    ByteBuffer options,
    ByteBuffer payload) {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int MORE_FRAGMENTS = 1;
  public static final int DONT_FRAGMENT = 2;

  /** Of a header of 20 bytes. */
  public static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private static final int HEADER = 20;
  private static final int LONGEST_OPTIONS = 40;

  public Ipv4 {
    Fields.check("typeOfService", typeOfService, 0xff);
    Fields.check("identification", identification, 0xffff);
    Fields.check("flags", flags, 7);
    Fields.check("fragmentOffset", fragmentOffset, 0x1fff);
    Fields.check("timeToLive", timeToLive, 0xff);
    Fields.check("protocol", protocol, 0xff);
    Fields.check("length of options", options.remaining(), LONGEST_OPTIONS);
    if (options.remaining() % 4 != 0) {
      throw new IllegalArgumentException("options that do not fill 32-bit words");
    }
    Fields.check("total length", HEADER + options.remaining() + payload.remaining(), 0xffff);
  }

  /** A whole datagram without options. */
  public static Ipv4 of(
      int identification,
      int flags,
      int timeToLive,
      int protocol,
      Ipv4Address source,
      Ipv4Address destination,
      ByteBuffer payload) {
    return new Ipv4(
        0,
        identification,
        flags,
        0,
        timeToLive,
        protocol,
        source,
        destination,
        NO_OPTIONS,
        payload);
  }

  /** Reads a datagram; empty when a length is impossible or more than there is. */
  public static Optional<Ipv4> decode(ByteBuffer payload) {
    ByteBuffer in = payload.slice();
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    int available = in.remaining();
    int versionAndLength = Fields.u8(in);
    int header = (versionAndLength & 15) * 4;
    int typeOfService = Fields.u8(in);
    int total = Fields.u16(in);
    if (versionAndLength >>> 4 != 4 || header < HEADER || total < header || total > available) {
      return Optional.empty();
    }
    int identification = Fields.u16(in);
    int flagsAndOffset = Fields.u16(in);
    int timeToLive = Fields.u8(in);
    int protocol = Fields.u8(in);
    Fields.u16(in);
    Ipv4Address source = Fields.ip(in);
    Ipv4Address destination = Fields.ip(in);
    return Optional.of(
        new Ipv4(
            typeOfService,
            identification,
            flagsAndOffset >>> 13,
            flagsAndOffset & 0x1fff,
            timeToLive,
            protocol,
            source,
            destination,
            Fields.take(in, header - HEADER),
            Fields.take(in, total - header)));
  }

  /** Bytes before the payload, 20–60. */
  public int headerLength() {
    return HEADER + options.remaining();
  }

  /** Whether this is a part of a datagram only. */
  public boolean isFragment() {
    return (flags & MORE_FRAGMENTS) != 0 || fragmentOffset != 0;
  }

  public void encode(ByteBuffer out) {
    int start = out.position();
    out.put((byte) (4 << 4 | headerLength() / 4))
        .put((byte) typeOfService)
        .putShort((short) (headerLength() + payload.remaining()))
        .putShort((short) identification)
        .putShort((short) (flags << 13 | fragmentOffset))
        .put((byte) timeToLive)
        .put((byte) protocol)
        .putShort((short) 0)
        .putInt(source.bits())
        .putInt(destination.bits());
    Fields.putAll(out, options);
    out.putShort(start + 10, (short) InternetChecksum.of(out, start, out.position()));
    Fields.putAll(out, payload);
  }
}
