package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** Header fields in network byte order, and the ranges they must keep. */
final class Fields {
  private Fields() {}

  static int u8(ByteBuffer in) {
    return in.get() & 0xff;
  }

  static int u16(ByteBuffer in) {
    return in.getShort() & 0xffff;
  }

  static MacAddress mac(ByteBuffer in) {
    return new MacAddress((long) u16(in) << 32 | in.getInt() & 0xffff_ffffL);
  }

  static Ipv4Address ip(ByteBuffer in) {
    return new Ipv4Address(in.getInt());
  }

  static void putMac(ByteBuffer out, MacAddress mac) {
    out.putShort((short) (mac.bits() >>> 32)).putInt((int) mac.bits());
  }

  /** Copies what remains of {@code bytes} without moving its position. */
  static void putAll(ByteBuffer out, ByteBuffer bytes) {
    out.put(bytes.duplicate());
  }

  /** The next {@code length} bytes as a view; the position moves behind them. */
  static ByteBuffer take(ByteBuffer in, int length) {
    ByteBuffer view = in.slice(in.position(), length);
    in.position(in.position() + length);
    return view;
  }

  static void check(String name, int value, int largest) {
    if (value < 0 || value > largest) {
      throw new IllegalArgumentException(name + " is not in 0–" + largest + ": " + value);
    }
  }
}
