package org.utsusemi.decoy.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.sitefile.AttachedFileCheck;
import org.utsusemi.topology.yaml.Problem;

class PersonaFileTest {
  private static final Path HERE = here();
  private static final PersonaFile READER =
      new PersonaFile(new NmapOsDb(HERE.resolve("nmap-os-db")));
  private static final PersonaFile WITHOUT_NMAP =
      new PersonaFile(new NmapOsDb(HERE.resolve("no-such-file")));

  private static Path here() {
    try {
      return Path.of(PersonaFileTest.class.getResource("nmap-os-db").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<Path> good() throws IOException {
    return files("good");
  }

  private static Stream<Path> bad() throws IOException {
    return files("bad");
  }

  private static Stream<Path> files(String directory) throws IOException {
    try (Stream<Path> files = Files.list(HERE.resolve(directory))) {
      return files.sorted().toList().stream();
    }
  }

  private static PersonaFile.Result read(PersonaFile reader, Path file) {
    try {
      return reader.read(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Persona persona(String name) {
    return read(WITHOUT_NMAP, HERE.resolve("good/" + name)).persona().orElseThrow();
  }

  @Test
  void aNameOfNmapsMayBeLong() {
    String name = "Somebody's router, or ".repeat(9) + "a printer";
    PersonaFile.Result result =
        WITHOUT_NMAP.read("long.yaml", "persona: p\npersonality: \"" + name + "\"\n");
    assertThat(name).hasSizeGreaterThan(190);
    assertThat(result.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("good")
  void aGoodFileIsRead(Path file) {
    PersonaFile.Result result = read(WITHOUT_NMAP, file);
    assertThat(result.problems()).isEmpty();
    assertThat(result.persona()).isPresent();
  }

  /** The first lines of each file, {@code #| LINE:COLUMN text}, say what must be found in it. */
  @ParameterizedTest
  @MethodSource("bad")
  void aBadFileHasTheProblemsThatItSaysAndNoOther(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("#| "))
            .map(line -> line.substring(3))
            .toList();
    List<Problem> found = read(READER, file).problems();
    assertThat(read(READER, file).persona()).isEmpty();
    assertThat(found).as("%s", found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      Matcher line = Pattern.compile("(\\S+) (.*)").matcher(expected.get(i));
      assertThat(line.matches()).isTrue();
      assertThat(found.get(i).toString())
          .startsWith(file.getFileName() + ":" + line.group(1) + ": ")
          .contains(line.group(2));
    }
  }

  @Test
  void everyKeyOfTheExampleIsTaken() {
    Persona persona = persona("example.yaml");
    assertThat(persona.name()).isEqualTo("wago-750-880");
    assertThat(persona.maker()).isEqualTo(new Persona.Maker("WAGO", "750-880", "01.07.04"));
    assertThat(persona.mac().orElseThrow().with(0x010203))
        .isEqualTo(MacAddress.parse("00:30:de:01:02:03"));
    assertThat(persona.uptime()).contains(Duration.ofDays(41));
    assertThat(persona.latency()).contains(new Latency(1_800_000, 6_000_000));
    assertThat(persona.tcp().at(502)).isEqualTo(new PortRules.Port.Open(Optional.of("modbus")));
    assertThat(persona.tcp().at(2455)).isEqualTo(new PortRules.Port.Open(Optional.empty()));
    assertThat(persona.tcp().at(503)).isEqualTo(new PortRules.Port.Closed());
    assertThat(persona.udp().at(161)).isEqualTo(new PortRules.Port.Open(Optional.of("snmp")));
    assertThat(persona.values()).containsOnlyKeys("tank_level", "pump_on");
    assertThat(persona.modbus()).isPresent();
  }

  @Test
  void withoutThatNmapAPersonalityIsUnchecked() {
    assertThat(persona("smallest.yaml").personality()).isSameAs(Model.EMBEDDED);
  }

  @Test
  void aPersonalityIsTakenFromTheInstalledNmap() {
    String file = "persona: x\npersonality: Example Works PLC 9\n";
    assertThat(fingerprint(READER.read("x", file).persona().orElseThrow()))
        .contains("WIN(W1=5DC|800%W2=5DC", "T1(R=Y%DF=N%T=3B-45%TG=40");
    assertThat(
            fingerprint(read(READER, HERE.resolve("good/smallest.yaml")).persona().orElseThrow()))
        .isEqualTo("T1(R=Y%DF=Y%T=FA-104%TG=FF%S=O%A=S+%F=AS%RD=0%Q=)");
  }

  private static String fingerprint(Persona persona) {
    return persona.personality().fingerprint().toString();
  }

  @Test
  void aFingerprintThatNmapPrintedMayBeWrappedAnywhere() {
    assertThat(fingerprint(persona("every-key.yaml")))
        .contains("SEQ(SP=105%GCD=1%ISR=10B%TI=I", "O3=M578%O4=M578", "T1(R=Y%DF=Y%T=80");
  }

  @Test
  void textsThatAreNoPersonaAreProblemsAndNothingThrows() {
    for (String text : List.of("", "x", "[]", "persona: [", "persona: {a: b}", "- 1\n- 2", "\0")) {
      assertThat(READER.read("x", text).persona()).isEmpty();
      assertThat(READER.read("x", text).problems()).isNotEmpty();
    }
  }

  @Test
  void theSiteFilesCheckFindsThisOne() {
    assertThat(ServiceLoader.load(AttachedFileCheck.class))
        .hasAtLeastOneElementOfType(PersonaCheck.class);
  }
}
