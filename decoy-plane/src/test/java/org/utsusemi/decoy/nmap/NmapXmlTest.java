package org.utsusemi.decoy.nmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.nmap.ScannedHost.OtherPorts;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

class NmapXmlTest {
  private static NmapScan scan(String name) throws IOException {
    try (InputStream in = NmapXmlTest.class.getResourceAsStream("/nmap/" + name)) {
      return NmapXml.read(name, in);
    }
  }

  private static NmapScan parse(String text) throws IOException {
    return NmapXml.read("t.xml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aScanOfAModbusServer() throws IOException {
    NmapScan scan = scan("modbus.xml");
    assertThat(scan.version()).isEqualTo("7.93");
    assertThat(scan.arguments()).contains("-O -sV -sC -vv -d");
    assertThat(scan.cutShort()).isEmpty();
    ScannedHost host = scan.hosts().get(0);
    assertThat(scan.hosts()).hasSize(1);
    assertThat(host.ip()).contains(Ipv4Address.parse("10.61.1.2"));
    assertThat(host.mac()).contains(MacAddress.parse("00:30:de:40:01:b7"));
    assertThat(host.macVendor()).isEqualTo("Wago Kontakttechnik Gmbh");
    assertThat(host.otherPorts()).extracting(OtherPorts::state).containsExactly("closed");
    assertThat(host.otherPorts().get(0).reasons())
        .contains(new ScannedHost.Reason("reset", 599, "tcp", "1-501,503-600"));
    ScannedPort port = host.ports().get(0);
    assertThat(port.number()).isEqualTo(502);
    assertThat(port.isOpen()).isTrue();
    assertThat(port.reason()).isEqualTo("syn-ack");
    assertThat(port.reasonTtl()).hasValue(64);
    assertThat(port.service().orElseThrow().method()).isEqualTo("table");
    assertThat(host.os().orElseThrow().matches().get(0).name()).isEqualTo("Linux 5.3 - 5.4");
    assertThat(host.os().orElseThrow().fingerprints().get(0)).contains("SEQ(SP=").contains("IE(");
    assertThat(host.distance()).hasValue(1);
    assertThat(host.sequences().ipIds()).isEqualTo("All zeros");
    assertThat(host.times().orElseThrow().roundTrip()).isBetween(nanos(1_000), nanos(10_000_000));
  }

  private static java.time.Duration nanos(long n) {
    return java.time.Duration.ofNanos(n);
  }

  @Test
  void scriptsWithTheirStructure() throws IOException {
    ScannedPort ftp = scan("ftp.xml").hosts().get(0).ports().get(0);
    assertThat(ftp.service().orElseThrow().cpe()).containsExactly("cpe:/a:proftpd:proftpd");
    assertThat(ftp.scripts())
        .extracting(ScriptResult::id)
        .containsExactly("ftp-anon", "ssl-date", "ftp-syst");
    assertThat(ftp.scripts().get(2).nodes().get(0).key()).isEqualTo("STAT");
  }

  @Test
  void whatIsCutOffIsUsedAsFarAsItGoes() throws IOException {
    NmapScan scan =
        parse(
            "<nmaprun version=\"7.93\"><host><address addr=\"10.0.0.1\" addrtype=\"ipv4\"/></host>"
                + "<host><address addr=\"10.0.0.2\"");
    assertThat(scan.hosts())
        .extracting(h -> h.ip().orElseThrow().toString())
        .containsOnly("10.0.0.1");
    assertThat(scan.cutShort()).isPresent();
  }

  @Test
  void whatIsNotNmaps() {
    assertThatThrownBy(() -> parse("<html><body/></html>"))
        .isInstanceOf(NmapXmlException.class)
        .hasMessage("t.xml is not what nmap -oX writes: it begins with <html>, not with <nmaprun>");
    assertThatThrownBy(() -> parse("Starting Nmap 7.93"))
        .isInstanceOf(NmapXmlException.class)
        .hasMessageStartingWith("t.xml is no XML");
    assertThatThrownBy(() -> parse("")).isInstanceOf(NmapXmlException.class);
  }

  @Test
  void entitiesAreNotResolved() {
    String laughs =
        "<!DOCTYPE nmaprun [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
            + "<nmaprun><host><hostnames><hostname name=\"x\"/>&a;</hostnames></host></nmaprun>";
    assertThatThrownBy(() -> parse(laughs))
        .isInstanceOf(NmapXmlException.class)
        .hasMessageContaining("entities");
  }

  @Test
  void depthIsBounded() {
    String deep = "<nmaprun><host>" + "<table>".repeat(5000);
    assertThatThrownBy(() -> parse(deep)).hasMessageContaining("deeper than 40");
  }

  @Test
  void oneElementIsBounded() throws IOException {
    String large = "<nmaprun><host/><x y=\"" + "a".repeat(5 << 20) + "\"/><host/></nmaprun>";
    NmapScan scan = parse(large);
    assertThat(scan.hosts()).hasSize(1);
    assertThat(scan.cutShort().orElse("")).contains("an element of more than 4 MiB");
  }

  @Test
  void aPortWithoutNumberNamesItsLine() {
    assertThatThrownBy(
            () -> parse("<nmaprun>\n<host><ports>\n<port protocol=\"tcp\" portid=\"99999\"/>"))
        .hasMessageContaining("line 3: <port> needs portid from 0 to 65535, found '99999'");
  }

  @Test
  void noiseIsRefusedAndNothingElse() throws IOException {
    byte[] good;
    try (InputStream in = NmapXmlTest.class.getResourceAsStream("/nmap/modbus.xml")) {
      good = in.readAllBytes();
    }
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] bad = good.clone();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        NmapXml.read("t.xml", new ByteArrayInputStream(bad));
      } catch (NmapXmlException e) {
        assertThat(e.getMessage()).startsWith("t.xml ");
      }
    }
  }
}
