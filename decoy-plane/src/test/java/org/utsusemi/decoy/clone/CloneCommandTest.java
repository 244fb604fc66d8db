package org.utsusemi.decoy.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.persona.PortRules.Port;
import picocli.CommandLine;

/** Scans and captures are of pymodbus, lighttpd and vsftpd, made by nmap 7.93 and tcpdump. */
class CloneCommandTest {
  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CloneCommand()).setErr(new PrintWriter(err)).execute(arguments);
  }

  private static String file(String name) {
    try {
      return Path.of(CloneCommandTest.class.getResource("/" + name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String out() {
    return directory.resolve("twin.yaml").toString();
  }

  private String text() throws IOException {
    return Files.readString(directory.resolve("twin.yaml"));
  }

  private Persona persona() throws IOException {
    PersonaFile.Result result = PersonaFile.reader().read("twin.yaml", text());
    assertThat(result.problems()).isEmpty();
    return result.persona().orElseThrow();
  }

  @Test
  void aModbusDevice() throws IOException {
    int code =
        run(
            "--nmap",
            file("nmap/modbus.xml"),
            "--pcap",
            file("capture/modbus.pcap"),
            "--out",
            out());
    assertThat(err.toString()).contains("the device is 10.61.1.2");
    assertThat(code).isZero();
    Persona persona = persona();
    assertThat(persona.name()).isEqualTo("twin");
    assertThat(persona.tcp().at(502))
        .isInstanceOfSatisfying(
            Port.Open.class, open -> assertThat(open.service()).contains("modbus"));
    assertThat(persona.tcp().at(80)).isInstanceOf(Port.Closed.class);
    assertThat(text())
        .contains("mac: \"00:30:de\"")
        .contains("T1(R=Y%DF=Y%T=40%S=O%A=S+%F=AS%RD=0%Q=)")
        .contains("    0: { value: 101, writable: true }")
        .contains("12288-12303: { value: 0, writable: true }");
    assertThat(err.toString())
        .containsPattern("Asked (\\d+) questions of the capture, the clone answers \\1 as");
  }

  @Test
  void aWebServer() throws IOException {
    assertThat(run("--pcap", file("capture/web.pcap"), "--out", out())).isZero();
    assertThat(persona().learned().tcp()).containsOnlyKeys(80);
    assertThat(text())
        .contains("compare: http")
        .contains(
            "request: [\"GET \", { any: text }, \" HTTP/1.1\\r\\nconnection: close\\r\\n\\r\\n\"]")
        .contains("Date: \", { date: http }, \"\\r\\nServer: lighttpd/1.4.69");
    assertThat(err.toString())
        .contains("the TCP/IP fingerprint: no scan was made with -O")
        .containsPattern("Asked (\\d+) questions of the capture, the clone answers \\1 as");
  }

  @Test
  void anFtpServer() throws IOException {
    assertThat(
            run("--nmap", file("nmap/ftp.xml"), "--pcap", file("capture/ftp.pcap"), "--out", out()))
        .isZero();
    assertThat(text())
        .contains("greeting: \"220 WAGO FTP server ready\\r\\n\"")
        .contains("{ address: client }")
        .contains("{ address: own, as: commas }")
        .contains("otherwise: { answer: \"530 Please login with USER and PASS.\\r\\n\" }");
    assertThat(err.toString())
        .containsPattern("Asked (\\d+) questions of the capture, the clone answers \\1 as");
  }

  @Test
  void aScanAloneSaysWhatIsMissing() throws IOException {
    assertThat(run("--nmap", file("nmap/ftp.xml"), "--out", out(), "--exact-mac")).isZero();
    assertThat(text()).contains("mac: \"00:30:de:40:03:b7\"").contains("  21: open");
    assertThat(err.toString())
        .contains("tcp 21 (ftp): what it says: no capture shows a conversation with it");
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Files.writeString(directory.resolve("twin.yaml"), "mine");
    assertThat(run("--nmap", file("nmap/ftp.xml"), "--out", out())).isEqualTo(2);
    assertThat(err.toString()).contains("is there already: write another, or over it with --force");
    assertThat(text()).isEqualTo("mine");
    assertThat(run("--nmap", file("nmap/ftp.xml"), "--out", out(), "--force")).isZero();
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void severalDevicesNeedAnAddress() {
    String[] both = {"--nmap", file("nmap/ftp.xml"), "--nmap", file("nmap/modbus.xml")};
    List<String> arguments = new ArrayList<>(List.of(both));
    arguments.addAll(List.of("--out", out()));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString())
        .contains("several devices are to be seen: say which with --address: 10.61.3.2, 10.61.1.2");
    arguments.addAll(List.of("--address", "10.61.3.2"));
    assertThat(run(arguments.toArray(String[]::new))).isZero();
    assertThat(run("--nmap", file("nmap/ftp.xml"), "--address", "10.0.0.9", "--out", out() + "2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no scan shows 10.0.0.9 to be up; they show 10.61.3.2");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Path odd = Files.writeString(directory.resolve("odd.txt"), "hello");
    assertThat(run("--nmap", odd.toString(), "--out", out())).isEqualTo(3);
    assertThat(err.toString()).contains("odd.txt is no XML");
    assertThat(run("--pcap", odd.toString(), "--out", out())).isEqualTo(3);
    assertThat(err.toString()).contains("odd.txt is neither pcap nor pcapng");
    assertThat(run("--pcap", directory.resolve("none").toString(), "--out", out())).isEqualTo(3);
    assertThat(err.toString()).contains("there is no file");
    assertThat(run("--out", out())).isEqualTo(2);
    assertThat(run("--pcap", odd.toString(), "--address", "x", "--out", out())).isEqualTo(2);
    assertThat(directory.resolve("twin.yaml")).doesNotExist();
  }
}
