package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.DecoyNetwork;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Traffic;

class GoodSiteFilesTest {
  @TempDir Path directory;
  private Plant plant;

  @BeforeEach
  void layOut() throws IOException {
    plant = Plant.in(directory);
  }

  static List<String> files() throws IOException {
    return Plant.siteFiles("good");
  }

  @ParameterizedTest
  @MethodSource("files")
  void isAccepted(String file) {
    SiteFile.Result result = plant.read(Plant.text(file));
    assertThat(result.problems()).isEmpty();
    assertThat(result.site()).isPresent();
  }

  @Test
  void theWholeFileBecomesTheWholeModel() {
    Site site = plant.read(Plant.text("good/whole.yaml")).site().orElseThrow();
    assertThat(site.name()).isEqualTo("water-works-3");
    assertThat(site.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(site.marks()).isEqualTo(new NumberRange(3000, 3999));
    assertThat(site.networks()).containsOnlyKeys("control", "office");
    assertThat(site.networks().get("control").gateway().orElseThrow().port())
        .contains(PortRef.parse("s1:23"));
    assertThat(site.networks().get("office").vlan()).isEqualTo(OptionalInt.of(8));
    assertThat(site.switches().get("s1").decoyPort()).isEqualTo(OptionalInt.of(20));
    assertThat(site.switches().get("s2").decoyPort()).isEmpty();
    assertThat(site.links()).hasSize(1);
    assertThat(site.devices().keySet())
        .containsExactly("scada1", "opc1", "plc1", "valve1", "meter1", "sis1");
    Device plc = site.devices().get("plc1");
    assertThat(plc)
        .isEqualTo(
            new Device(
                "plc1",
                Ipv4Address.parse("10.20.1.41"),
                MacAddress.parse("00:30:de:40:59:b7"),
                PortRef.parse("s2:1"),
                "control",
                "plc",
                "WAGO",
                "750-880",
                "01.07.04",
                true,
                false,
                Optional.of(directory.resolve("personas/plc1.yaml")),
                plc.at()));
    assertThat(plc.at().line()).isEqualTo(21);
    Conduit supervise = site.conduits().get("supervise");
    assertThat(supervise.from()).containsExactly("scada1");
    assertThat(supervise.to()).containsExactly("plc1", "meter1");
    assertThat(supervise.services())
        .containsExactly(new Service("modbus", List.of(new Traffic.Tcp(NumberRange.of(502)))));
    assertThat(supervise.weight()).isEqualTo(10);
    assertThat(supervise.mirror()).isTrue();
    assertThat(site.conduits().get("trip").safety()).isTrue();
    assertThat(site.conduits().get("trip").services().get(0).traffic())
        .containsExactly(
            new Traffic.Layer2(0x88b8, Optional.of(MacAddress.parse("01:0c:cd:01:00:01"))));
    assertThat(site.initialState().name()).isEqualTo("production");
    assertThat(site.conduitsIn("maintenance"))
        .extracting(Conduit::name)
        .containsExactly("collect", "trip", "maintain");
    assertThat(site.transitions()).containsEntry("emergency", Set.of("maintenance")).hasSize(3);
    assertThat(site.watchdog().orElseThrow().silentFor()).isEqualTo(Duration.ofSeconds(30));
    DecoyNetwork clones = site.decoys().get("control");
    assertThat(clones.density()).isEqualTo(0.7);
    assertThat(clones.subnet()).isEqualTo(site.networks().get("control").subnet());
    assertThat(clones.personas()).hasSize(2);
    // what the file reserves, and where counter-scans come from
    assertThat(clones.reserve())
        .containsExactly(
            Ipv4Range.parse("10.20.1.200-10.20.1.220"), Ipv4Range.parse("10.20.1.199"));
    assertThat(site.decoys().get("phantom").reserve()).isEmpty();
    assertThat(site.decoys().get("phantom").behind()).contains("control");
    assertThat(site.outOfState()).isEqualTo(OutOfState.REFUSE);
    assertThat(site.controller().openflow()).hasToString("/127.0.0.1:6653");
    assertThat(site.controller().data().normalize()).isEqualTo(directory.resolve("data"));
    assertThat(site.decoyInterface()).isEqualTo("decoy0");
  }

  @Test
  void theWholeFileSaysWhatIsNotInForce() {
    assertThat(plant.read(Plant.text("good/whole.yaml")).notices())
        .extracting(notice -> notice.at().line() + " " + notice.message())
        .containsExactly(
            "9 networks.office.vlan: accepted, not in force yet",
            "31 conduits.supervise.mirror: accepted, not in force yet",
            "42 transitions: accepted, not in force yet",
            "43 watchdog: accepted, not in force yet",
            "47 decoys.phantom: accepted, not in force yet",
            "50 deception.scan: accepted, not in force yet",
            "51 deception.shift: accepted, not in force yet",
            "53 deception.quarantine: accepted, not in force yet",
            "54 deception.counter_scan: accepted, not in force yet",
            "55 deception.credentials: accepted, not in force yet",
            "62 alerts: accepted, not in force yet",
            "66 early_warning: accepted, not in force yet");
  }

  @Test
  void theSmallestFileHasTheStatedDefaults() {
    Site site = plant.read(Plant.text("good/smallest.yaml")).site().orElseThrow();
    assertThat(site.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(site.marks()).isEqualTo(new NumberRange(3000, 3999));
    assertThat(site.links()).isEmpty();
    assertThat(site.transitions()).isEmpty();
    assertThat(site.watchdog()).isEmpty();
    assertThat(site.decoys()).isEmpty();
    assertThat(site.outOfState()).isEqualTo(OutOfState.REFUSE);
    assertThat(site.controller().openflow()).hasToString("/127.0.0.1:6653");
    assertThat(site.controller().rest()).hasToString("/127.0.0.1:8080");
    assertThat(site.controller().data()).isEqualTo(directory.resolve("data"));
    Device device = site.devices().get("plc");
    assertThat(device.role()).isEqualTo("unknown");
    assertThat(device.vendor()).isEmpty();
    assertThat(device.critical()).isFalse();
    assertThat(site.conduits().get("read").weight()).isEqualTo(1);
  }

  @Test
  void noticesTellOfObservingOfLoopsAndOfTheCostOfPorts() {
    assertThat(plant.read(Plant.text("good/ring.yaml")).notices())
        .extracting(Notice::message)
        .anyMatch(m -> m.startsWith("mode: observe: accepted, not in force yet"))
        .anyMatch(m -> m.startsWith("switches.b.ports.7.mode: observe: accepted"))
        .anyMatch(m -> m.contains("c:2 – a:2 closes a loop: the shortest path is used"))
        .anyMatch(m -> m.contains("5000-5010 costs 33 rules for each pair"));
  }

  @Test
  void everyKindOfTraffic() {
    Site site = plant.read(Plant.text("good/services.yaml")).site().orElseThrow();
    assertThat(site.conduits().get("all").services())
        .extracting(Service::traffic)
        .contains(
            List.of(new Traffic.Tcp(NumberRange.of(80)), new Traffic.Tcp(NumberRange.of(443))),
            List.of(
                new Traffic.Tcp(new NumberRange(5000, 5003)),
                new Traffic.Udp(NumberRange.of(161)),
                new Traffic.Ping()),
            List.of(new Traffic.Layer2(0x8892, Optional.empty())),
            List.of(
                new Traffic.Tcp(NumberRange.of(44818)),
                new Traffic.Udp(NumberRange.of(44818)),
                new Traffic.Udp(NumberRange.of(2222))));
  }
}
