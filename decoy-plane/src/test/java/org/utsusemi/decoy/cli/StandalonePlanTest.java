package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.plane.StandaloneHosts;
import org.utsusemi.decoy.plane.WorldDirectory;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class StandalonePlanTest {
  private static final Ipv4Address OWN = Ipv4Address.parse("10.20.1.7");
  private static final Peer ASKER =
      new Peer(0, MacAddress.parse("02:00:00:00:00:66"), Ipv4Address.parse("10.20.1.66"), 0);

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    write("plc.yaml", "\"00:30:de\"");
    write("whole.yaml", "\"00:30:de:00:00:01\"");
    Files.writeString(
        directory.resolve("nomac.yaml"), "persona: n\nfingerprint: T1(R=Y%DF=Y%T=3B-45)\n");
    Files.writeString(directory.resolve("bad.yaml"), "persona: n\ncolour: red\n");
    Files.createDirectories(directory.resolve("several"));
    Files.createDirectories(directory.resolve("empty"));
    for (int i = 0; i < 3; i++) {
      write("several/" + i + ".yaml", "\"00:0" + i + ":de\"");
    }
  }

  private void write(String name, String mac) throws IOException {
    Files.writeString(
        directory.resolve(name),
        "persona: p\nmac: " + mac + "\nfingerprint: T1(R=Y%DF=Y%T=3B-45)\n");
  }

  private StandalonePlan.Result plan(String... arguments) {
    StandaloneOptions options = new StandaloneOptions();
    new CommandLine(options)
        .parseArgs(
            List.of(arguments).stream()
                .map(argument -> argument.replace("@", directory + "/"))
                .toArray(String[]::new));
    return new StandalonePlan(PersonaFile.reader(), Set.of(OWN)).of(options, new byte[32]);
  }

  private List<String> problems(String... arguments) {
    StandalonePlan.Result result = plan(arguments);
    assertThat(result.hosts().isEmpty()).isEqualTo(!result.problems().isEmpty());
    return result.problems().stream().map(p -> p.replace(directory + "/", "@")).toList();
  }

  private MacAddress macAt(StandaloneHosts hosts, String address) {
    return new WorldDirectory(java.time.InstantSource.system(), hosts)
        .hostAt(Ipv4Address.parse(address), ASKER)
        .orElseThrow()
        .mac();
  }

  @Test
  void aBoundAddressHasTheMacThatItWasGivenOrThatOfItsPersona() {
    StandaloneHosts hosts =
        plan(
                "--bind=10.20.1.1=@plc.yaml",
                "--bind=10.20.1.2/00:30:de:40:59:b7=@plc.yaml",
                "--bind=10.20.1.3=@whole.yaml")
            .hosts()
            .orElseThrow();
    assertThat(hosts.count()).isEqualTo(3);
    assertThat(macAt(hosts, "10.20.1.1").toString()).startsWith("00:30:de");
    assertThat(macAt(hosts, "10.20.1.2")).isEqualTo(MacAddress.parse("00:30:de:40:59:b7"));
    assertThat(macAt(hosts, "10.20.1.3")).isEqualTo(MacAddress.parse("00:30:de:00:00:01"));
  }

  @Test
  void aSubnetIsFullButForItsEndsTheMachinesOwnAndTheReservedAddresses() {
    StandaloneHosts hosts =
        plan(
                "--subnet=10.20.1.0/24",
                "--personas=@several",
                "--reserve=10.20.1.10-10.20.1.19",
                "--bind=10.20.1.2=@plc.yaml",
                "--bind=10.20.9.2=@plc.yaml")
            .hosts()
            .orElseThrow();
    // 254 hosts, one the machine's own, ten reserved, one bound elsewhere
    assertThat(hosts.count()).isEqualTo(254 - 1 - 10 + 1);
    assertThat(macAt(hosts, "10.20.1.2").toString()).startsWith("00:30:de");
    assertThat(hosts.personas()).hasSize(3);
  }

  @Test
  void theDensityIsTheShareThatAnswers() {
    int count =
        plan("--subnet=10.20.0.0/16", "--personas=@several", "--density=0.25")
            .hosts()
            .orElseThrow()
            .count();
    assertThat(count).isBetween(15_500, 17_300);
  }

  @Test
  void everythingThatIsWrongIsListed() {
    assertThat(
            problems(
                "--bind=10.20.1.1=@bad.yaml",
                "--bind=10.20.1.1=@plc.yaml",
                "--bind=10.20.1.7=@plc.yaml",
                "--bind=10.20.1.8=@nomac.yaml",
                "--bind=10.20.1.9=@none.yaml",
                "--bind=10.20.1.10=@whole.yaml",
                "--bind=10.20.1.11=@whole.yaml",
                "--density=2"))
        .containsExactlyInAnyOrder(
            "@bad.yaml:2:1: unknown key 'colour'; known here: " + knownKeys(),
            "@bad.yaml:1:1: write either personality: NAME (of a fingerprint in nmap-os-db)"
                + " or fingerprint: TEXT (as nmap -O prints it)",
            "10.20.1.1: is bound twice",
            "10.20.1.7: is this machine's own address, its kernel would answer too",
            "@nomac.yaml: has no mac, and without a controller there are no devices to take a"
                + " vendor from: write mac: \"00:30:de\", or --bind 10.20.1.8/MAC=…",
            "@none.yaml: cannot be read: there is no such file or directory",
            "10.20.1.11: has the same MAC address as 10.20.1.10; give it another",
            "--density 2.0: expected 0 to 1",
            "--density needs --subnet: what is bound always answers");
  }

  private String knownKeys() {
    return problems("--bind=10.20.1.1=@bad.yaml").stream()
        .filter(p -> p.contains("unknown key"))
        .map(p -> p.substring(p.indexOf("known here: ") + "known here: ".length()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void subnetsAndPersonasNeedEachOther() {
    assertThat(problems())
        .containsExactly("there is nothing to answer as: give --bind, or --subnet with --personas");
    assertThat(problems("--subnet=10.20.1.0/24"))
        .containsExactly("--subnet needs --personas DIR: whom shall its addresses be?");
    assertThat(problems("--bind=10.20.1.1=@plc.yaml", "--personas=@several"))
        .containsExactly("--personas needs --subnet CIDR: where shall they stand?");
    assertThat(problems("--subnet=10.20.1.0/24", "--personas=@empty"))
        .containsExactly("@empty: has no *.yaml file");
    assertThat(problems("--subnet=10.20.1.0/24", "--personas=@nowhere"))
        .containsExactly("@nowhere: cannot be read: there is no such file or directory");
    assertThat(problems("--subnet=10.20.1.0/24", "--subnet=10.20.0.0/16", "--personas=@several"))
        .containsExactly("10.20.0.0/16: overlaps 10.20.1.0/24");
  }

  @org.junit.jupiter.params.ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "--bind=x",
        "--bind=10.20.1.1=",
        "--bind=10.20.1.1/zz=p",
        "--bind=10.20.1.1/ff:ff:ff:ff:ff:ff=p",
        "--bind=10.20.1.1/00:00:00:00:00:00=p",
        "--bind=10.20.1=p",
        "--subnet=10.20.1.1/24",
        "--subnet=10.20.1.0",
        "--reserve=10.20.1.9-10.20.1.1",
        "--density=x"
      })
  void whatCannotBeReadIsWrongUsage(String argument) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> plan(argument)))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(argument.substring(argument.indexOf('=') + 1));
  }
}
