package org.utsusemi.decoy.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

class CaptureFileTest {
  static byte[] file(String name) throws IOException {
    try (InputStream in = CaptureFileTest.class.getResourceAsStream("/capture/" + name)) {
      return in.readAllBytes();
    }
  }

  private static CaptureFile.Outcome read(byte[] file, List<CapturedFrame> frames)
      throws IOException {
    return CaptureFile.read("t.pcap", new ByteArrayInputStream(file), frames::add);
  }

  private static Observed observe(byte[] file, String device) throws IOException {
    DeviceWatch watch = new DeviceWatch(Ipv4Address.parse(device));
    CaptureFile.read("t.pcap", new ByteArrayInputStream(file), watch);
    return watch.observed();
  }

  @Test
  void aModbusConnection() throws IOException {
    Observed seen = observe(file("modbus.pcap"), "10.61.1.2");
    assertThat(seen.mac()).contains(MacAddress.parse("00:30:de:40:01:b7"));
    assertThat(seen.connections()).hasSize(1);
    TcpTalk talk = seen.connections().get(0);
    assertThat(talk.port()).isEqualTo(502);
    assertThat(talk.fromStart()).isTrue();
    assertThat(talk.gap()).isFalse();
    assertThat(talk.end()).isEqualTo(TcpTalk.End.OPEN);
    assertThat(talk.parts().get(0).fromDevice()).isFalse();
    assertThat(talk.parts().get(0).bytes()).hasSize(12).startsWith(0, 1, 0, 0, 0, 6, 1, 3);
    assertThat(talk.parts().get(1).fromDevice()).isTrue();
    assertThat(talk.parts().get(1).bytes()).startsWith(0, 1, 0, 0, 0, 19, 1, 3, 16, 0, 101);
    assertThat(seen.synAnswers()).hasSize(1);
    SynAnswer answer = seen.synAnswers().get(0);
    assertThat(answer.accepted()).isTrue();
    assertThat(answer.timeToLive()).isEqualTo(64);
    assertThat(answer.dontFragment()).isTrue();
    assertThat(answer.options()).hasSize(5);
    assertThat(answer.nanos()).isBetween(1_000L, 50_000_000L);
  }

  @Test
  void pcapNgWithArp() throws IOException {
    Observed seen = observe(file("web.pcapng"), "10.61.2.2");
    assertThat(seen.arpNanos()).isNotEmpty().allMatch(n -> n > 0 && n < 50_000_000);
    TcpTalk talk = seen.connections().get(0);
    assertThat(new String(talk.parts().get(0).bytes(), StandardCharsets.ISO_8859_1))
        .startsWith("GET / HTTP/1.1\r\n");
    assertThat(new String(talk.parts().get(1).bytes(), StandardCharsets.ISO_8859_1))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Pump station 7");
    assertThat(talk.end()).isEqualTo(TcpTalk.End.CLIENT_CLOSED);
  }

  @Test
  void nanosecondsAndMicrosecondsSayTheSame() throws IOException {
    List<CapturedFrame> micros = new ArrayList<>();
    List<CapturedFrame> nanos = new ArrayList<>();
    read(file("modbus.pcap"), micros);
    read(file("modbus-nanos.pcap"), nanos);
    assertThat(nanos).hasSize(20);
    assertThat(nanos)
        .extracting(CapturedFrame::nanos)
        .isEqualTo(micros.subList(0, 20).stream().map(CapturedFrame::nanos).toList());
  }

  @Test
  void theOtherByteOrder() throws IOException {
    List<CapturedFrame> straight = new ArrayList<>();
    List<CapturedFrame> swapped = new ArrayList<>();
    read(file("modbus.pcap"), straight);
    read(swap(file("modbus.pcap")), swapped);
    assertThat(swapped)
        .extracting(CapturedFrame::nanos)
        .isEqualTo(straight.stream().map(CapturedFrame::nanos).toList());
  }

  /** The numbers of a pcap file in the other order, its frames as they are. */
  private static byte[] swap(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(file.length).order(ByteOrder.BIG_ENDIAN);
    out.putInt(in.getInt()).putShort(in.getShort()).putShort(in.getShort());
    for (int i = 0; i < 4; i++) {
      out.putInt(in.getInt());
    }
    while (in.hasRemaining()) {
      out.putInt(in.getInt()).putInt(in.getInt());
      int length = in.getInt();
      out.putInt(length).putInt(in.getInt());
      byte[] frame = new byte[length];
      in.get(frame);
      out.put(frame);
    }
    return out.array();
  }

  @Test
  void aFileThatBreaksOffIsUsed() throws IOException {
    byte[] file = file("modbus.pcap");
    List<CapturedFrame> frames = new ArrayList<>();
    CaptureFile.Outcome outcome = read(Arrays.copyOf(file, 24 + 16 + 74 + 16 + 10), frames);
    assertThat(frames).hasSize(1);
    assertThat(outcome.cutShort()).contains("ends within a frame, after byte 140");
  }

  @Test
  void whatIsNoCapture() {
    assertThatThrownBy(() -> read("<nmaprun/>".getBytes(StandardCharsets.UTF_8), new ArrayList<>()))
        .isInstanceOf(CaptureException.class)
        .hasMessage("t.pcap is neither pcap nor pcapng: it begins with 3c6e6d61");
    assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 8, 0}, new ArrayList<>()))
        .hasMessageContaining("unpack it first");
    assertThatThrownBy(() -> read(new byte[2], new ArrayList<>())).hasMessageContaining("4 bytes");
  }

  @Test
  void segmentsOutOfOrderAndTwice() throws IOException {
    byte[] file = file("web.pcapng");
    List<CapturedFrame> frames = new ArrayList<>();
    CaptureFile.read("t", new ByteArrayInputStream(file), frames::add);
    DeviceWatch straight = new DeviceWatch(Ipv4Address.parse("10.61.2.2"));
    frames.forEach(straight);
    DeviceWatch doubled = new DeviceWatch(Ipv4Address.parse("10.61.2.2"));
    frames.forEach(
        f -> {
          doubled.accept(f);
          doubled.accept(f);
        });
    assertThat(doubled.observed().connections())
        .usingRecursiveComparison()
        .isEqualTo(straight.observed().connections());
  }

  @Test
  void noiseIsRefusedOrPassedOver() throws IOException {
    Random random = new Random(5);
    for (String name : List.of("modbus.pcap", "web.pcapng")) {
      byte[] good = file(name);
      for (int round = 0; round < 500; round++) {
        byte[] bad = good.clone();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        try {
          observe(bad, "10.61.1.2");
        } catch (CaptureException e) {
          assertThat(e.getMessage()).startsWith("t.pcap ");
        }
      }
    }
  }
}
