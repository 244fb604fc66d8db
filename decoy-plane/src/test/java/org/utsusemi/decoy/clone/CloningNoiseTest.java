package org.utsusemi.decoy.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.capture.CaptureFile;
import org.utsusemi.decoy.capture.CapturedFrame;
import org.utsusemi.decoy.capture.DeviceWatch;
import org.utsusemi.decoy.nmap.NmapXml;
import org.utsusemi.decoy.nmap.NmapXmlException;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.topology.address.Ipv4Address;

/** Whatever stands in scans and captures, what is made of it is a persona that can be read. */
class CloningNoiseTest {
  private static final int ROUNDS = 40;

  /** Those of IPv4 and TCP without options. */
  private static final int HEADERS = 40;

  private static byte[] file(String name) throws IOException {
    try (InputStream in = CloningNoiseTest.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    }
  }

  /** A few characters other ones. */
  private static byte[] noisy(byte[] good, Random random) {
    byte[] bad = good.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      bad[random.nextInt(bad.length)] = (byte) (' ' + random.nextInt(95));
    }
    return bad;
  }

  /** Some bytes of a frame other ones; not those that make it be passed over. */
  private static CapturedFrame noisy(CapturedFrame frame, Random random) {
    byte[] bytes = new byte[frame.payload().remaining()];
    frame.payload().duplicate().get(bytes);
    for (int i = 0; i < random.nextInt(4) && bytes.length > HEADERS; i++) {
      bytes[HEADERS + random.nextInt(bytes.length - HEADERS)] = (byte) random.nextInt(256);
    }
    return new CapturedFrame(
        frame.nanos(),
        frame.source(),
        frame.destination(),
        frame.etherType(),
        ByteBuffer.wrap(bytes),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "nmap/modbus.xml, capture/modbus.pcap, 10.61.1.2",
    "nmap/ftp.xml, capture/ftp.pcap, 10.61.3.2",
    "nmap/ftp.xml, capture/web.pcap, 10.61.2.2",
  })
  void aPersonaAllTheSame(String scan, String capture, String address) throws IOException {
    Random random = new Random(11);
    int made = 0;
    for (int round = 0; round < ROUNDS; round++) {
      DeviceWatch watch = new DeviceWatch(Ipv4Address.parse(address));
      List<ScannedHost> hosts = List.of();
      try {
        CaptureFile.read("t", new ByteArrayInputStream(noisy(file(capture), random)), watch);
        hosts = NmapXml.read("t", new ByteArrayInputStream(noisy(file(scan), random))).hosts();
      } catch (NmapXmlException e) {
        continue;
      }
      Evidence evidence = new Evidence(Ipv4Address.parse(address), hosts, watch.observed());
      Cloning.Made clone = new Cloning(evidence, "noise", false, new Notes(), line -> {}).make();
      assertThat(clone.text()).contains("persona: noise");
      made++;
    }
    assertThat(made).isGreaterThan(ROUNDS / 3);
  }
}
