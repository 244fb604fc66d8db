package org.utsusemi.decoy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

class BenignNoiseTest {
  private static final MacAddress PC = MacAddress.parse("02:00:00:00:00:66");
  private final BenignNoise noise = new BenignNoise();

  private static Touch touch(
      String protocol, String mac, String ip, String target, int port, byte[] payload) {
    return new Touch(
        Instant.EPOCH,
        3001,
        PC,
        Optional.empty(),
        MacAddress.parse(mac),
        Optional.ofNullable(ip).map(Ipv4Address::parse),
        target,
        Touch.Kind.OTHER,
        protocol,
        port,
        port,
        false,
        "",
        payload,
        1);
  }

  private boolean isNoise(String protocol, String mac, String ip, String target, int port) {
    return noise.test(touch(protocol, mac, ip, target, port, new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "udp, ff:ff:ff:ff:ff:ff, 10.20.1.255, 137",
    "udp, ff:ff:ff:ff:ff:ff, 255.255.255.255, 138",
    "udp, ff:ff:ff:ff:ff:ff, 255.255.255.255, 67",
    "udp, 01:00:5e:00:00:fb, 224.0.0.251, 5353",
    "udp, 01:00:5e:00:00:fc, 224.0.0.252, 5355",
    "udp, 01:00:5e:7f:ff:fa, 239.255.255.250, 1900",
    "ip/2, 01:00:5e:00:00:16, 224.0.0.22, 0",
    "0x88cc, 01:80:c2:00:00:0e, , 0",
    "llc, 01:80:c2:00:00:00, , 0"
  })
  void whatEveryNetworkHearsIsNoise(String protocol, String mac, String ip, int port) {
    assertThat(isNoise(protocol, mac, ip, "", port)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // the same, sent to a machine: by MAC, by IP, or by both
    "udp, 00:30:de:40:59:b7, 10.20.1.41, plc1, 137",
    "udp, ff:ff:ff:ff:ff:ff, 10.20.1.41, plc1, 137",
    "udp, ff:ff:ff:ff:ff:ff, 10.20.1.77, clone, 137",
    "udp, 00:30:de:40:59:b7, 255.255.255.255, '', 67",
    "udp, 00:30:de:40:59:b7, 224.0.0.251, '', 5353",
    "udp, 01:00:5e:00:00:fb, 10.20.1.41, plc1, 5353",
    "ip/2, 00:30:de:40:59:b7, 10.20.1.41, plc1, 0",
    "0x88cc, 00:30:de:40:59:b7, , '', 0",
    // group destinations with something else in it
    "udp, ff:ff:ff:ff:ff:ff, 255.255.255.255, '', 1502",
    "udp, ff:ff:ff:ff:ff:ff, 10.20.1.255, '', 1740",
    "udp, 01:00:5e:00:00:fb, 224.0.0.251, '', 27127",
    "udp, 01:00:5e:00:00:01, 224.0.0.1, '', 5353",
    "icmp, ff:ff:ff:ff:ff:ff, 255.255.255.255, '', 0",
    "0x88b8, 01:0c:cd:01:00:01, , '', 0",
    "arp, ff:ff:ff:ff:ff:ff, 10.20.1.41, plc1, 0"
  })
  void nothingElseIs(String protocol, String mac, String ip, String target, int port) {
    assertThat(isNoise(protocol, mac, ip, target, port)).isFalse();
  }

  private static byte[] ipv6(String mac, String source, String destination, String rest) {
    String header = "81006bb9" + "86dd" + "60000000" + "0018";
    return HexFormat.of()
        .parseHex(
            mac.replace(":", "")
                + "020000000066"
                + header
                + source(rest)
                + source
                + destination
                + rest(rest));
  }

  /** Next header and hop limit: ICMPv6 unless the text says "udp:" or "hop:". */
  private static String source(String rest) {
    return rest.startsWith("udp:") ? "11ff" : rest.startsWith("hop:") ? "0001" : "3aff";
  }

  private static String rest(String rest) {
    return rest.substring(rest.indexOf(':') + 1);
  }

  private boolean isIpv6Noise(String mac, String source, String destination, String rest) {
    return noise.test(touch("ipv6", mac, null, "", 0, ipv6(mac, source, destination, rest)));
  }

  private static final String NONE = "00".repeat(16);
  private static final String LINK_LOCAL = "fe80000000000000" + "0000000000000066";

  @Test
  void whatIpv6SaysWhenAMachineStartsIsNoise() {
    String routers = "ff02" + "00".repeat(13) + "02";
    assertThat(isIpv6Noise("33:33:00:00:00:02", LINK_LOCAL, routers, "8500")).isTrue();
    String solicited = "ff02" + "00".repeat(9) + "01ff000066";
    assertThat(isIpv6Noise("33:33:ff:00:00:66", NONE, solicited, "8700")).isTrue();
    String mld = "ff02" + "00".repeat(13) + "16";
    String hopByHop = "hop:3a00050200000100" + "8f00";
    assertThat(isIpv6Noise("33:33:00:00:00:16", NONE, mld, hopByHop)).isTrue();
    String mdns = "ff02" + "00".repeat(13) + "fb";
    assertThat(isIpv6Noise("33:33:00:00:00:fb", LINK_LOCAL, mdns, "udp:14e914e9")).isTrue();
  }

  @Test
  void whatLooksLikeItAndIsNotIsATouch() {
    String routers = "ff02" + "00".repeat(13) + "02";
    String allNodes = "ff02" + "00".repeat(13) + "01";
    String solicited = "ff02" + "00".repeat(9) + "01ff000066";
    String device = "fe80000000000000" + "0000000000000041";
    assertThat(isIpv6Noise("33:33:00:00:00:02", LINK_LOCAL, routers, "8000")).isFalse();
    assertThat(isIpv6Noise("33:33:00:00:00:02", LINK_LOCAL, device, "8500")).isFalse();
    assertThat(isIpv6Noise("00:30:de:40:59:b7", LINK_LOCAL, routers, "8500")).isFalse();
    assertThat(isIpv6Noise("33:33:00:00:00:01", LINK_LOCAL, allNodes, "8000")).isFalse();
    assertThat(isIpv6Noise("33:33:00:00:00:01", LINK_LOCAL, allNodes, "8600"))
        .as("a rogue router's advertisement")
        .isFalse();
    assertThat(isIpv6Noise("33:33:ff:00:00:66", LINK_LOCAL, solicited, "8700"))
        .as("a scan by neighbour solicitation")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noPayloadMakesItThrow(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      byte[] garbage = new byte[random.nextInt(80)];
      random.nextBytes(garbage);
      if (garbage.length > 19) {
        garbage[12] = (byte) 0x86;
        garbage[13] = (byte) 0xdd;
        garbage[20 - 1] = (byte) (random.nextBoolean() ? 0 : 58);
      }
      assertThat(noise.test(touch("ipv6", "33:33:00:00:00:02", null, "", 0, garbage))).isFalse();
    }
  }
}
