package org.utsusemi.decoy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Each file of {@code wire/} says where its bytes are from, what they decode to, and whether that
 * encodes to the same bytes.
 */
class GoldenBytesTest {
  private static final byte UNWRITTEN = (byte) 0xa5;

  private record Golden(Map<String, String> header, byte[] bytes) {
    Optional<? extends Record> decode(byte[] input) {
      ByteBuffer in = ByteBuffer.wrap(input).asReadOnlyBuffer();
      return switch (header.get("protocol")) {
        case "ethernet" -> Ethernet.decode(in);
        case "arp" -> Arp.decode(in);
        case "ipv4" -> Ipv4.decode(in);
        case "icmp" -> Icmp.decode(in);
        case "udp" -> Udp.decode(in);
        case "tcp" -> Tcp.decode(in);
        default -> throw new IllegalArgumentException(header.get("protocol"));
      };
    }

    byte[] encode(Record value) {
      byte[] written = new byte[2048];
      Arrays.fill(written, UNWRITTEN);
      ByteBuffer out = ByteBuffer.wrap(written);
      List<Ipv4Address> ends =
          Stream.of(header.getOrDefault("addresses", "").split(" "))
              .flatMap(text -> Ipv4Address.tryParse(text).stream())
              .toList();
      if (value instanceof Ethernet frame) {
        frame.encode(out);
      } else if (value instanceof Arp packet) {
        packet.encode(out);
      } else if (value instanceof Ipv4 packet) {
        packet.encode(out);
      } else if (value instanceof Icmp message) {
        message.encode(out);
      } else if (value instanceof Udp datagram) {
        datagram.encode(out, ends.get(0), ends.get(1));
      } else if (value instanceof Tcp segment) {
        segment.encode(out, ends.get(0), ends.get(1));
      }
      return Arrays.copyOf(written, out.position());
    }
  }

  static List<Path> files() throws IOException, URISyntaxException {
    Path directory = Path.of(GoldenBytesTest.class.getResource("/wire").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".hex")).sorted().toList();
    }
  }

  private static Golden read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int blank = lines.indexOf("");
    Map<String, String> header = new HashMap<>();
    for (String line : lines.subList(0, blank)) {
      String[] pair = line.split(": ", 2);
      header.put(pair[0], pair[1]);
    }
    String hex = String.join("", lines.subList(blank, lines.size())).replace(" ", "");
    return new Golden(header, HexFormat.of().parseHex(hex));
  }

  @Test
  void allFilesAreFound() throws IOException, URISyntaxException {
    assertThat(files()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("files")
  void decodesAndEncodes(Path file) throws IOException {
    Golden golden = read(file);
    Optional<? extends Record> decoded = golden.decode(golden.bytes());

    assertThat(decoded.map(GoldenBytesTest::rendered).orElse("empty"))
        .isEqualTo(golden.header().get("expect"));
    if (golden.header().containsKey("encodes")) {
      boolean same = golden.header().get("encodes").equals("yes");
      assertThat(Arrays.equals(golden.encode(decoded.orElseThrow()), golden.bytes()))
          .isEqualTo(same);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsThrownForAPartOfIt(Path file) throws IOException {
    Golden golden = read(file);
    for (int length = 0; length < golden.bytes().length; length++) {
      golden.decode(Arrays.copyOf(golden.bytes(), length));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatDecodesAlsoEncodes(Path file) throws IOException {
    Golden golden = read(file);
    golden.header().putIfAbsent("addresses", "10.0.0.1 10.0.0.2");
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] mutated = golden.bytes().clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      golden
          .decode(mutated)
          .ifPresent(
              value ->
                  assertThat(golden.decode(golden.encode(value)).map(GoldenBytesTest::core))
                      .contains(core(value)));
    }
  }

  /** What must survive: padding of a frame may be added. */
  private static String core(Record value) {
    return rendered(value).replaceAll("(00)*]$", "]");
  }

  /** As a record prints itself, with the bytes of buffers in hexadecimal. */
  private static String rendered(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(GoldenBytesTest::rendered).toList().toString();
    }
    if (!(value instanceof Record)
        || !value.getClass().getPackage().equals(Tcp.class.getPackage())) {
      return String.valueOf(value);
    }
    List<String> components = new ArrayList<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        components.add(component.getName() + "=" + rendered(accessor.invoke(value)));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return components.stream()
        .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
  }
}
