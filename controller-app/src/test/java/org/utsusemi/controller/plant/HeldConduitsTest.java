package org.utsusemi.controller.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rules.PlantUnderTest;
import org.utsusemi.topology.model.Site;

/** What waits, and what does not, while a switch has not confirmed what was revoked. */
class HeldConduitsTest {
  private static final String YAML =
      """
      site: two-sides-of-a-valve
      networks: { control: { subnet: 10.0.0.0/24 } }
      switches:
        s1: { dpid: "0000000000000001", decoy_port: 20 }
        s2: { dpid: "0000000000000002" }
      links: [ [ s1:24, s2:24 ] ]
      devices:
        near:  { ip: 10.0.0.1, mac: "02:00:00:00:00:01", port: s1:1 }
        next:  { ip: 10.0.0.2, mac: "02:00:00:00:00:02", port: s1:2 }
        meter: { ip: 10.0.0.3, mac: "02:00:00:00:00:03", port: s1:3 }
        far:   { ip: 10.0.0.4, mac: "02:00:00:00:00:04", port: s2:1 }
        pump:  { ip: 10.0.0.5, mac: "02:00:00:00:00:05", port: s2:2 }
        valve: { ip: 10.0.0.6, mac: "02:00:00:00:00:06", port: s1:4 }
      conduits:
        far-valve:  { from: far,  to: valve, service: modbus }
        far-pump:   { from: far,  to: pump,  service: modbus }
        near-valve: { from: near, to: valve, service: modbus }
        near-meter: { from: near, to: meter, service: modbus }
        next-meter: { from: next, to: meter, service: modbus }
      plant_states:
        automatic: { conduits: [far-valve, far-pump, near-meter], initial: true }
        nothing:   { conduits: [] }
        again:     { conduits: [far-valve] }
        by-hand:   { conduits: [near-valve, next-meter] }
      decoy_plane: { interface: decoy0 }
      """;

  @TempDir Path directory;

  private final Site site = PlantUnderTest.site(YAML);
  private final List<String> log = new ArrayList<>();
  private final Map<String, MemorySwitch> switches =
      Map.of(
          "s1", new MemorySwitch("s1", site.switches().get("s1").dpid(), log),
          "s2", new MemorySwitch("s2", site.switches().get("s2").dpid(), log));
  private final RecordingListener listener = new RecordingListener();
  private Plant plant;

  @BeforeEach
  void bothConnectedThenTheSecondIsAway() throws Exception {
    plant = new Plant(site, new PlantMemory(directory), listener, InstantSource.system());
    plant.start();
    plant.connected(switches.get("s1"));
    plant.connected(switches.get("s2"));
    plant.change(new ChangeRequest("automatic", "settle", "test", true));
    plant.disconnected(switches.get("s2"), "its cable");
  }

  @AfterEach
  void stop() {
    plant.close();
  }

  @Test
  void onlyWhatSharesADeviceWithAnUnconfirmedRevokeWaits() throws Exception {
    ChangeResult result = change("by-hand");

    assertThat(result.unconfirmed()).containsExactly("s2");
    assertThat(result.held()).containsExactly("near-valve");
    assertThat(switches.get("s1").ours.keySet().toString()).contains("10.0.0.2");
  }

  @Test
  void aConduitThatWasAskedForAgainAndHeldIsStillUnconfirmed() throws Exception {
    change("nothing");
    ChangeResult again = change("again");
    assertThat(again.held()).containsExactly("far-valve");

    ChangeResult result = change("by-hand");

    assertThat(result.held()).containsExactly("near-valve");
  }

  @Test
  void whenItIsBackWhatWaitedIsGranted() throws Exception {
    change("by-hand");

    plant.connected(switches.get("s2"));
    plant.change(new ChangeRequest("automatic", "settle", "test", true));

    assertThat(plant.current().held()).isEmpty();
    assertThat(listener.told).contains("released [near-valve]");
  }

  @Test
  void whatASilentSwitchMayHoldOfARefusedStateIsUnconfirmed() throws Exception {
    plant.connected(switches.get("s2"));
    plant.change(new ChangeRequest("automatic", "settle", "test", true));
    change("nothing");
    MemorySwitch dying = switches.get("s2");
    dying.beforeApply = () -> dying.alive = false;
    switches.get("s1").refuses = change -> change.rule().why().contains("near-meter");

    ChangeResult refused = change("automatic");

    assertThat(refused.rolledBack()).isTrue();
    assertThat(refused.unconfirmed()).containsExactly("s2");
    switches.get("s1").refuses = change -> false;
    assertThat(change("by-hand").held()).containsExactly("near-valve");
  }

  private ChangeResult change(String state) throws Exception {
    return plant.change(new ChangeRequest(state, "because", "test", false));
  }
}
