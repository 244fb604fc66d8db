package org.utsusemi.controller.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.controller.rest.view.ChangeRefusedException;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.PlantUnderTest;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.model.Site;

/** Changes of the plant state, and switches kept right, on switches in memory. */
class PlantTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T05:00:00Z"));

  @TempDir Path directory;

  private final Site site = PlantUnderTest.site();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, MemorySwitch> switches = new LinkedHashMap<>();
  private RecordingListener listener;
  private Plant plant;

  @BeforeEach
  void start() throws IOException {
    site.switches()
        .forEach((name, self) -> switches.put(name, new MemorySwitch(name, self.dpid(), log)));
    restart();
  }

  @AfterEach
  void stop() {
    plant.close();
  }

  @Test
  void aSwitchThatConnectsIsGivenItsRules() {
    connectAll();

    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("production", name)));
    assertThat(listener.told).contains("s1 connected", "s2 connected", "s3 connected");
    assertThat(listener.told).noneMatch(line -> line.contains("repaired"));
  }

  @Test
  void aChangeTouchesOnlyWhatDiffersAndRevokesEverywhereBeforeItGrantsAnywhere() throws Exception {
    connectAll();
    log.clear();

    ChangeResult result = change("maintenance");

    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("maintenance", name)));
    assertThat(result.opened()).containsExactly("program");
    assertThat(result.cut()).containsExactlyInAnyOrder("drive", "supervise");
    assertThat(log).contains("s1 REMOVE", "s3 REMOVE", "s1 ADD", "s3 ADD");
    assertThat(log.lastIndexOf("s3 REMOVE")).isLessThan(log.indexOf("s1 ADD"));
    assertThat(log.lastIndexOf("s1 REMOVE")).isLessThan(log.indexOf("s3 ADD"));
    assertThat(log.stream().filter(line -> !line.endsWith("barrier")))
        .hasSize(differences("production", "maintenance"));
  }

  @Test
  void aDryRunSaysTheSameAndSendsNothing() throws Exception {
    connectAll();
    log.clear();

    ChangeResult dry = plant.change(new ChangeRequest("maintenance", "why", "me", true));
    assertThat(log).isEmpty();
    assertThat(plant.current().state()).isEqualTo("production");
    ChangeResult wet = change("maintenance");

    assertThat(dry.switches()).isEqualTo(wet.switches());
    assertThat(dry.changed()).isFalse();
    assertThat(wet.changed()).isTrue();
  }

  @Test
  void whatASwitchRefusesIsTracedAndEverythingIsSetBack() throws Exception {
    connectAll();
    switches.get("s3").refuses =
        change -> change.kind() == RuleChange.Kind.ADD && change.rule().why().contains("program");

    ChangeResult result = change("maintenance");

    assertThat(result.rolledBack()).isTrue();
    assertThat(result.state()).isEqualTo("production");
    assertThat(plant.current().state()).isEqualTo("production");
    assertThat(result.switches().get(2).refused())
        .allSatisfy(
            refused -> {
              assertThat(refused.reason()).isEqualTo("TABLE_FULL");
              assertThat(refused.at()).contains(":" + lineOf("program:") + ":");
            })
        .isNotEmpty();
    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("production", name)));
    restart();
    assertThat(plant.current().state()).isEqualTo("production");
  }

  @Test
  void theIntentionIsOnTheDiskBeforeTheFirstRuleIsTouched() throws Exception {
    connectAll();
    List<String> remembered = new ArrayList<>();
    switches.get("s1").beforeApply =
        () -> {
          try {
            remembered.add(new PlantMemory(directory).load().orElseThrow().state());
          } catch (IOException e) {
            remembered.add(e.toString());
          }
        };

    change("maintenance");

    assertThat(remembered.get(0)).isEqualTo("maintenance");
  }

  @Test
  void aControllerKilledBeforeAnythingIsConfirmedHoldsWhatRestsOnIt() throws Exception {
    connectAll();
    List<Remembered> atTheFirstRule = rememberedAtEachBatch();
    change("maintenance");
    switches.get("s1").beforeApply = () -> {};
    change("production");
    new PlantMemory(directory).save(atTheFirstRule.get(0));

    restart();
    connect("s1");
    assertThat(switches.get("s1").ours).isEqualTo(rules(Set.of("look", "trip"), "s1"));
    connect("s2");
    connect("s3");

    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("maintenance", name)));
  }

  @Test
  void aControllerKilledWhileItGrantsTakesNothingBack() throws Exception {
    connectAll();
    List<Remembered> atEachBatch = rememberedAtEachBatch();
    change("maintenance");

    Remembered whileGranting = atEachBatch.get(1);
    assertThat(whileGranting.held()).isEmpty();
    assertThat(whileGranting.unconfirmed()).isEmpty();
  }

  @Test
  void afterARestartNothingIsSentForRulesThatAreRight() throws Exception {
    connectAll();
    change("maintenance");
    log.clear();

    restart();
    connectAll();

    assertThat(plant.current().state()).isEqualTo("maintenance");
    assertThat(log).isEmpty();
  }

  @Test
  void aSwitchThatIsAwayHasNotConfirmedAndWhatRestsOnItIsHeld() throws Exception {
    connect("s1");
    connect("s2");

    ChangeResult result = change("maintenance");

    assertThat(result.unconfirmed()).containsExactly("s3");
    assertThat(result.held()).containsExactly("program");
    assertThat(switches.get("s1").ours).isEqualTo(rules(Set.of("look", "trip"), "s1"));
    restart();
    connect("s1");
    assertThat(switches.get("s1").ours).isEqualTo(rules(Set.of("look", "trip"), "s1"));
    connect("s2");
    connect("s3");
    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("maintenance", name)));
    assertThat(new PlantMemory(directory).load().orElseThrow().held()).isEmpty();
  }

  @Test
  void aSwitchThatFallsSilentWithinAChangeHasNotConfirmed() throws Exception {
    connectAll();
    MemorySwitch silent = switches.get("s3");
    silent.beforeApply = () -> silent.alive = false;

    ChangeResult result = change("maintenance");

    assertThat(result.unconfirmed()).containsExactly("s3");
    assertThat(result.switches().get(2).confirmed()).isFalse();
    assertThat(result.switches().get(0).confirmed()).isTrue();
  }

  @Test
  void reconcilingRepairsWhatDiffersAndLeavesTheRest() {
    connectAll();
    MemorySwitch bent = switches.get("s2");
    List<RuleKey> keys = new ArrayList<>(bent.ours.keySet());
    bent.ours.remove(keys.get(0));
    bent.ours.put(keys.get(1), RuleBody.DROP);
    RuleKey excess = new RuleKey(keys.get(2).table(), 7, keys.get(2).match());
    bent.ours.put(excess, RuleBody.DROP);
    log.clear();

    plant.reconcileNow();
    settle();

    assertThat(bent.ours).isEqualTo(wanted("production", "s2"));
    assertThat(log.stream().filter(line -> !line.endsWith("barrier"))).hasSize(3);
    assertThat(listener.told).contains("s2 repaired 1/1/1");
  }

  @Test
  void aFailedReadingIsNotAnEmptySwitch() {
    connectAll();
    switches.get("s2").readable = false;
    log.clear();

    plant.reconcileNow();
    settle();

    assertThat(log).isEmpty();
    assertThat(listener.told).anyMatch(line -> line.contains("half an answer"));
  }

  @Test
  void foreignRulesAreToldOnceAndLeft() {
    MemorySwitch visited = switches.get("s1");
    visited.foreign.add(
        new InstalledRule(false, false, null, null, 0, 0, 0, "reg0=1 actions=NORMAL"));
    connectAll();

    plant.reconcileNow();
    settle();

    assertThat(listener.told.stream().filter("s1 foreign 1"::equals)).hasSize(1);
    assertThat(visited.foreign).hasSize(1);
    assertThat(plant.problems()).containsExactly("s1 holds 1 rules of others: see flows");
  }

  @Test
  void taggedFramesAreToldWithTheirPort() {
    connectAll();
    switches.get("s3").packets = 5;

    plant.reconcileNow();
    settle();

    assertThat(listener.told).contains("s3:1 tagged 5", "s3:2 tagged 5");
    plant.reconcileNow();
    settle();
    assertThat(listener.told.stream().filter(line -> line.contains("s3:1 tagged"))).hasSize(1);
  }

  @Test
  void aSwitchThatTheSiteDoesNotNameIsLeftAsItIs() {
    MemorySwitch stranger = new MemorySwitch("x", new Dpid(99), log);
    plant.connected(stranger);
    settle();

    assertThat(log).isEmpty();
    assertThat(listener.told).anyMatch(line -> line.contains("0000000000000063"));
  }

  @Test
  void aDiskThatCannotBeWrittenIsToldAndStopsNoChange() throws Exception {
    connectAll();
    Files.delete(directory.resolve("plant-state.json"));
    Files.delete(directory);

    ChangeResult result = change("maintenance");

    assertThat(result.changed()).isTrue();
    assertThat(plant.problems()).singleElement().asString().contains("cannot be saved");
    Files.createDirectory(directory);
  }

  @Test
  void aDiskThatCanBeWrittenAgainIs() throws Exception {
    connectAll();
    Files.delete(directory.resolve("plant-state.json"));
    Files.delete(directory);
    change("maintenance");
    Files.createDirectory(directory);

    plant.reconcileNow();
    settle();

    assertThat(plant.problems()).isEmpty();
    assertThat(new PlantMemory(directory).load().orElseThrow().state()).isEqualTo("maintenance");
  }

  @Test
  void whatASwitchThatIsGoneForGoodOwesIsForgotten() throws Exception {
    plant.close();
    new PlantMemory(directory)
        .save(
            new Remembered(
                "maintenance",
                CLOCK.instant(),
                "me",
                "why",
                7,
                Set.of("program"),
                Map.of("s9", Set.of("drive"))));
    restart();
    connectAll();

    switches.forEach((name, held) -> assertThat(held.ours).isEqualTo(wanted("maintenance", name)));
    assertThat(plant.current().held()).isEmpty();
  }

  @Test
  void whatIsHeldIsSeenAndItsGrantIsTold() throws Exception {
    connect("s1");
    connect("s2");
    change("maintenance");

    assertThat(plant.current().held()).containsExactly("program");
    assertThat(plant.current().unconfirmed()).containsExactly("s3");
    assertThat(plant.problems()).singleElement().asString().contains("s3").contains("program");
    connect("s3");
    assertThat(plant.current().held()).isEmpty();
    assertThat(plant.problems()).isEmpty();
    assertThat(listener.told).contains("released [program]");
  }

  @Test
  void aChangeThatDoesNotConcernTheSwitchThatIsAwayIsNotHeld() throws Exception {
    connectAll();
    plant.disconnected(switches.get("s3"), "its cable");
    settle();

    ChangeResult result = change("emergency");
    assertThat(result.unconfirmed()).containsExactly("s3");
    ChangeResult back = change("production");

    assertThat(back.unconfirmed()).isEmpty();
    assertThat(back.held()).isEmpty();
    assertThat(back.switches().get(2).removed()).isZero();
  }

  @Test
  void aPortThatOnlyFlapsCostsNoReading() {
    connectAll();
    log.clear();
    switches.get("s1").readable = false;

    plant.portsChanged(switches.get("s1"));
    settle();

    assertThat(listener.told).noneMatch(line -> line.contains("half an answer"));
  }

  @Test
  void aSwitchThatLeavesWhileTheControllerStopsIsNoLoss() {
    connectAll();
    plant.stopping();
    plant.disconnected(switches.get("s1"), "closed");
    settle();

    assertThat(listener.told).noneMatch(line -> line.contains("lost"));
  }

  @Test
  void aMemoryOfAStateThatTheSiteDoesNotHaveIsRefused() throws Exception {
    change("emergency");
    plant.close();
    Site other =
        PlantUnderTest.site(
            PlantUnderTest.YAML
                .replace("    emergency:", "    shutdown:")
                .replace("  emergency:", "  shutdown:"));

    assertThatThrownBy(() -> new Plant(other, new PlantMemory(directory), listener, CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("emergency")
        .hasMessageContaining("production, maintenance, shutdown");
  }

  @Test
  void aMemoryThatCannotBeReadIsRefused() throws Exception {
    plant.close();
    Files.writeString(directory.resolve("plant-state.json"), "{ half");

    assertThatThrownBy(() -> new Plant(site, new PlantMemory(directory), listener, CLOCK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("plant-state.json");
  }

  /** What is on the disk whenever the first switch is sent something; filled as that happens. */
  private List<Remembered> rememberedAtEachBatch() {
    List<Remembered> remembered = new ArrayList<>();
    switches.get("s1").beforeApply =
        () -> {
          try {
            remembered.add(new PlantMemory(directory).load().orElseThrow());
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        };
    return remembered;
  }

  private void restart() throws IOException {
    if (plant != null) {
      plant.close();
    }
    listener = new RecordingListener();
    plant = new Plant(site, new PlantMemory(directory), listener, CLOCK);
    plant.start();
    settle();
  }

  private void connectAll() {
    switches.keySet().forEach(this::connect);
  }

  private void connect(String name) {
    plant.connected(switches.get(name));
    settle();
  }

  private ChangeResult change(String state) throws Exception {
    return plant.change(new ChangeRequest(state, "because", "an operator", false));
  }

  /** The plant's thread works in order: once it has answered this, it has done all before. */
  private void settle() {
    try {
      plant.change(new ChangeRequest("production", "", "", true));
    } catch (ChangeRefusedException e) {
      throw new AssertionError(e);
    }
  }

  private Map<RuleKey, RuleBody> wanted(String state, String switchName) {
    return rules(
        site.conduitsIn(state).stream().map(conduit -> conduit.name()).collect(Collectors.toSet()),
        switchName);
  }

  private Map<RuleKey, RuleBody> rules(Set<String> conduits, String switchName) {
    Map<RuleKey, RuleBody> bodies = new HashMap<>();
    Map<String, Set<Integer>> ports = new HashMap<>();
    switches.forEach((name, each) -> ports.put(name, each.ports()));
    new Planner(site)
        .plan(
            site.conduits().values().stream()
                .filter(conduit -> conduits.contains(conduit.name()))
                .toList(),
            ports)
        .get(switchName)
        .byKey()
        .forEach((key, rule) -> bodies.put(key, rule.body()));
    return bodies;
  }

  private int differences(String from, String to) {
    return switches.keySet().stream()
        .mapToInt(
            name -> {
              Map<RuleKey, RuleBody> before = wanted(from, name);
              Map<RuleKey, RuleBody> after = wanted(to, name);
              Set<RuleKey> both = new HashSet<>(before.keySet());
              both.retainAll(after.keySet());
              return before.size() + after.size() - 2 * both.size();
            })
        .sum();
  }

  private static int lineOf(String text) {
    return (int)
        PlantUnderTest.YAML.substring(0, PlantUnderTest.YAML.indexOf(text)).lines().count();
  }
}
