package org.utsusemi.decoy.wire;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** No record holds what no header can carry. */
class ValidationTest {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private static Arguments refused(String name, Runnable construction) {
    return Arguments.of(name, construction);
  }

  static Stream<Arguments> constructions() {
    return Stream.of(
        refused("priority", () -> new VlanTag(8, false, 1)),
        refused("id", () -> new VlanTag(0, false, 4096)),
        refused("etherType", () -> ethernet(0x10000, true)),
        refused("inner tag", () -> ethernet(0x0800, false)),
        refused("operation", () -> arp(-1)),
        refused("identification", () -> ipv4(0x10000, 0, 64, NONE, NONE)),
        refused("flags", () -> ipv4(0, 8, 64, NONE, NONE)),
        refused("timeToLive", () -> ipv4(0, 0, 256, NONE, NONE)),
        refused("options", () -> ipv4(0, 0, 64, ByteBuffer.allocate(44), NONE)),
        refused("32-bit words", () -> ipv4(0, 0, 64, ByteBuffer.allocate(3), NONE)),
        refused("total length", () -> ipv4(0, 0, 64, NONE, ByteBuffer.allocate(65516))),
        refused("type", () -> new Icmp(256, 0, 0, NONE)),
        refused("code", () -> new Icmp(0, -1, 0, NONE)),
        refused("sourcePort", () -> new Udp(65536, 0, NONE)),
        refused("length", () -> new Udp(1, 1, ByteBuffer.allocate(65528))),
        refused("flags", () -> tcp(0x1000, 0, List.of())),
        refused("window", () -> tcp(0, 65536, List.of())),
        refused("options", () -> tcp(0, 0, Collections.nCopies(41, new TcpOption.NoOperation()))),
        refused("bytes", () -> new TcpOption.MaximumSegmentSize(65536)),
        refused("shift", () -> new TcpOption.WindowScale(256)),
        refused("data", () -> new TcpOption.Unknown(9, ByteBuffer.allocate(39))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("constructions")
  void isRefusedByName(String name, Runnable construction) {
    assertThatIllegalArgumentException().isThrownBy(construction::run).withMessageContaining(name);
  }

  private static Ethernet ethernet(int type, boolean outer) {
    Optional<VlanTag> tag = Optional.of(new VlanTag(0, false, 1));
    return new Ethernet(
        MacAddress.ZERO, MacAddress.ZERO, outer ? tag : Optional.empty(), tag, type, NONE);
  }

  private static Arp arp(int operation) {
    return new Arp(operation, MacAddress.ZERO, Ipv4Address.ANY, MacAddress.ZERO, Ipv4Address.ANY);
  }

  private static Ipv4 ipv4(int id, int flags, int ttl, ByteBuffer options, ByteBuffer payload) {
    return new Ipv4(0, id, flags, 0, ttl, 6, Ipv4Address.ANY, Ipv4Address.ANY, options, payload);
  }

  private static Tcp tcp(int flags, int window, List<TcpOption> options) {
    return new Tcp(1, 1, 0, 0, flags, window, 0, options, NONE);
  }
}
