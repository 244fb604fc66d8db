package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Every decoder with the same bytes. What is decoded can be encoded; and when that is decoded again
 * and encoded again, nothing has changed.
 */
public final class WireTarget implements Target {
  private static final Ipv4Address A = Ipv4Address.parse("10.0.0.1");
  private static final Ipv4Address B = Ipv4Address.parse("10.0.0.2");
  private static final int ROOM = 70_000;

  @Override
  public void take(byte[] input) {
    check(input, Ethernet::decode, Ethernet::encode);
    check(input, Arp::decode, Arp::encode);
    check(input, Ipv4::decode, Ipv4::encode);
    check(input, Icmp::decode, Icmp::encode);
    check(input, Udp::decode, (value, out) -> value.encode(out, A, B));
    check(input, Tcp::decode, (value, out) -> value.encode(out, A, B));
  }

  private static <T> void check(
      byte[] input, Function<ByteBuffer, Optional<T>> decode, BiConsumer<T, ByteBuffer> encode) {
    Optional<T> value = decode.apply(ByteBuffer.wrap(input).asReadOnlyBuffer());
    if (value.isPresent()) {
      byte[] once = bytes(value.get(), encode);
      byte[] twice = bytes(decode.apply(ByteBuffer.wrap(once)).orElseThrow(), encode);
      if (!Arrays.equals(once, twice)) {
        HexFormat hex = HexFormat.of();
        throw new AssertionError(
            value.get() + ": " + hex.formatHex(once) + " became " + hex.formatHex(twice));
      }
    }
  }

  private static <T> byte[] bytes(T value, BiConsumer<T, ByteBuffer> encode) {
    ByteBuffer out = ByteBuffer.allocate(ROOM);
    encode.accept(value, out);
    return Arrays.copyOf(out.array(), out.position());
  }

  @Override
  public List<byte[]> seeds() {
    HexFormat hex = HexFormat.of();
    return List.of(
        hex.parseHex(
            "0030de40590002000000009981006bb908060001080006040001"
                + "0200000000990a0000630000000000000a000001"),
        hex.parseHex("0001080006040001" + "0200000000990a0000630000000000000a000001"),
        hex.parseHex(
            "4500002c000100004006"
                + "0000"
                + "0a0000630a000001"
                + "9c400007000000640000000060020400"
                + "00000000"
                + "020405b4"),
        hex.parseHex(
            "9c4000070000006400000000a0020400"
                + "00000000"
                + "020405b40402080a000000010000000001030307"),
        hex.parseHex("0800000000010002616263"),
        hex.parseHex("00a1138800090000" + "61"));
  }
}
