package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.utsusemi.topology.address.MacAddress;

/**
 * A frame of IEEE 802.3 §3 with up to two tags of 802.1Q; a third stays in the payload.
 *
 * @param outer first tag: the mark of a steered frame
 * @param inner second tag: the frame's own, mostly a priority tag
 * @param etherType 0–65535; below {@link #SMALLEST_TYPE} it is the length of an LLC frame
 * @param payload what follows, padding included
 */
public record Ethernet(
    MacAddress destination,
    MacAddress source,
    Optional<VlanTag> outer,
    Optional<VlanTag> inner,
    int etherType,
    ByteBuffer payload) {
  public static final int IPV4 = 0x0800;
  public static final int ARP = 0x0806;
  public static final int VLAN = 0x8100;
  public static final int IPV6 = 0x86dd;

  /** Below are lengths. */
  public static final int SMALLEST_TYPE = 0x0600;

  /** A frame of the usual 1500 bytes of payload with two tags, without its check sequence. */
  public static final int LARGEST = 1522;

  /** Least length without the check sequence and the outer tag, which a switch takes off. */
  private static final int SHORTEST = 60;

  private static final int HEADER = 14;
  private static final int TAG = 4;

  public Ethernet {
    Fields.check("etherType", etherType, 0xffff);
    if (outer.isEmpty() && inner.isPresent()) {
      throw new IllegalArgumentException("an inner tag without an outer one");
    }
  }

  /** Reads a frame without its check sequence; empty when it ends within the header. */
  public static Optional<Ethernet> decode(ByteBuffer frame) {
    ByteBuffer in = frame.slice();
    if (in.remaining() < HEADER) {
      return Optional.empty();
    }
    MacAddress destination = Fields.mac(in);
    MacAddress source = Fields.mac(in);
    Optional<VlanTag> outer = Optional.empty();
    Optional<VlanTag> inner = Optional.empty();
    int type = Fields.u16(in);
    if (type == VLAN) {
      if (in.remaining() < TAG) {
        return Optional.empty();
      }
      outer = Optional.of(VlanTag.decode(in));
      type = Fields.u16(in);
      if (type == VLAN) {
        if (in.remaining() < TAG) {
          return Optional.empty();
        }
        inner = Optional.of(VlanTag.decode(in));
        type = Fields.u16(in);
      }
    }
    return Optional.of(new Ethernet(destination, source, outer, inner, type, in.slice()));
  }

  /** Writes the frame, padded with zeros to the shortest that Ethernet carries. */
  public void encode(ByteBuffer out) {
    int shortest = out.position() + SHORTEST + (outer.isPresent() ? TAG : 0);
    Fields.putMac(out, destination);
    Fields.putMac(out, source);
    outer.ifPresent(tag -> putTag(out, tag));
    inner.ifPresent(tag -> putTag(out, tag));
    out.putShort((short) etherType);
    Fields.putAll(out, payload);
    while (out.position() < shortest) {
      out.put((byte) 0);
    }
  }

  private static void putTag(ByteBuffer out, VlanTag tag) {
    out.putShort((short) VLAN);
    tag.encode(out);
  }
}
