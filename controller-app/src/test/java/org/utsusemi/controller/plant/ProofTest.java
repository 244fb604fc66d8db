package org.utsusemi.controller.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.VerificationView;
import org.utsusemi.controller.rest.view.VerificationView.FindingView;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.PlantUnderTest;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.Site;

/** What switches hold, read and proven. */
class ProofTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T05:00:00Z"));

  @TempDir Path directory;

  private final Site site = PlantUnderTest.site();
  private final Map<String, MemorySwitch> switches = new TreeMap<>();
  private Plant plant;
  private Proof proof;
  private Proof self;

  @BeforeEach
  void start() throws IOException {
    plant =
        new Plant(
            site,
            new PlantMemory(directory.resolve("plant-state.json")),
            new RecordingListener(),
            CLOCK);
    plant.start();
    site.switches()
        .forEach(
            (name, self) ->
                switches.put(name, new MemorySwitch(name, self.dpid(), new ArrayList<>())));
    switches.values().forEach(plant::connected);
    plant.reconcileNow();
    settle();
    proof = new Proof(site, plant, CLOCK);
  }

  @AfterEach
  void stop() {
    plant.close();
  }

  /** The plant's thread has done all that came before. */
  private void settle() {
    try {
      plant.change(new ChangeRequest(plant.current().state(), "settle", "test", true));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private VerificationView verify() {
    return proof.verify().orElseThrow();
  }

  @Test
  void whatWasInstalledIsProvenBeforeAndAfterAChange() throws Exception {
    assertThat(verify().findings()).isEmpty();
    assertThat(verify().proven()).isTrue();
    assertThat(verify().state()).isEqualTo("production");

    plant.change(new ChangeRequest("maintenance", "pump 2", "shift B", false));

    assertThat(verify().proven()).isTrue();
    assertThat(verify().state()).isEqualTo("maintenance");
    assertThat(verify().switches())
        .extracting(VerificationView.Reading::name)
        .containsExactly("s1", "s2", "s3");
    assertThat(verify().switches()).allMatch(reading -> reading.read() && reading.rules() > 10);
  }

  @Test
  void aForeignRuleThatLeaksIsFoundWithItsText() {
    Match match =
        Match.ANY
            .with(Field.ETH_TYPE, 0x800)
            .with(Field.ETH_DST, site.devices().get("plc").mac())
            .with(Field.IP_PROTO, 6)
            .with(Field.TCP_DST, 4711);
    RuleKey key = new RuleKey(FlowTable.CONDUITS, 40_000, match);
    RuleBody body = new RuleBody(List.of(), Optional.of(FlowTable.DELIVERY));
    switches
        .get("s1")
        .foreign
        .add(new InstalledRule(false, true, key, body, 0, 0, 0, "somebody's rule"));

    assertThat(verify().proven()).isFalse();
    assertThat(verify().findings())
        .anyMatch(
            finding ->
                finding.kind().equals("leak")
                    && finding.what().equals("a packet that no conduit permits reaches plc")
                    && finding.packet().contains("tcp_dst=4711")
                    && finding.rules().contains("somebody's rule  # not planned, on s1"));
  }

  @Test
  void aRuleThatWasTakenAwayIsFound() {
    switches
        .get("s1")
        .ours
        .keySet()
        .removeIf(
            key -> key.table() == FlowTable.CONDUITS && key.match().get(Field.TCP_DST).isPresent());

    assertThat(verify().findings())
        .anyMatch(
            finding ->
                finding.kind().equals("cut") && finding.what().startsWith("conduit supervise: "));
  }

  @Test
  void aRuleThatCannotBeReadProvesNothing() {
    switches
        .get("s2")
        .foreign
        .add(new InstalledRule(false, false, null, null, 0, 0, 0, "table=9 nobody knows"));

    assertThat(verify().findings())
        .extracting(FindingView::what)
        .containsExactly("s2 holds a rule whose effect is not known: table=9 nobody knows");
  }

  @Test
  void aSwitchThatCannotBeReadProvesNothingAndIsNamed() {
    switches.get("s3").readable = false;

    VerificationView view = verify();
    assertThat(view.proven()).isFalse();
    assertThat(view.findings()).isEmpty();
    assertThat(view.switches().get(2).problem()).contains("half an answer");
    assertThat(view.switches().get(2).read()).isFalse();
  }

  @Test
  void onlyOneAtATime() throws Exception {
    List<Optional<VerificationView>> inner = new ArrayList<>();
    Proof nested =
        new Proof(
            site,
            plant,
            () -> {
              if (inner.isEmpty()) {
                inner.add(Optional.empty());
                inner.set(0, self.verify());
              }
              return CLOCK.instant();
            });
    self = nested;
    assertThat(nested.verify()).isPresent();
    assertThat(inner.get(0)).isEmpty();
    assertThat(nested.verify()).isPresent();
  }
}
