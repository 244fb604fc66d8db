package org.utsusemi.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.PlantUnderTest;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.Site;

/** What is planned is proven; whatever is broken is found, with a packet that shows it. */
class VerifierTest {
  private static final Map<String, Set<Integer>> PORTS =
      Map.of("s1", Set.of(9), "s2", Set.of(9), "s3", Set.of(9));
  private static final RuleBody TO_DELIVERY =
      new RuleBody(List.of(), Optional.of(FlowTable.DELIVERY));

  private final Site site = PlantUnderTest.site();
  private final Map<String, List<HeldRule>> rules = plan("production");

  private Map<String, List<HeldRule>> plan(String state) {
    Map<String, List<HeldRule>> held = new LinkedHashMap<>();
    new Planner(site)
        .plan(site.conduitsIn(state), PORTS)
        .forEach(
            (name, set) ->
                held.put(
                    name,
                    new ArrayList<>(set.byKey().values().stream().map(HeldRule::of).toList())));
    return held;
  }

  private List<Finding> verify(String state, Map<String, List<HeldRule>> held) {
    return new Verifier(site).verify(site.conduitsIn(state), held, PORTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "maintenance", "emergency"})
  void whatIsPlannedIsProven(String state) {
    assertThat(verify(state, plan(state))).isEmpty();
  }

  @Test
  void theRulesOfAnotherStateBothLeakAndCut() {
    List<Finding> findings = verify("maintenance", rules);
    assertThat(findings)
        .anyMatch(
            f ->
                f.kind() == Finding.Kind.LEAK
                    && f.what().equals("a packet that no conduit permits reaches plc")
                    && f.packet().contains("tcp_dst=502")
                    && f.rules().toString().contains("conduit supervise: hmi -> plc modbus"))
        .anyMatch(
            f ->
                f.kind() == Finding.Kind.CUT
                    && f.what().equals("conduit program: a packet of eng does not reach plc")
                    && f.packet().contains("tcp_dst=102"));
  }

  @Test
  void everyRuleOfAConduitAndOfASocketIsMissed() {
    int tried = 0;
    for (String name : rules.keySet()) {
      for (HeldRule rule : List.copyOf(rules.get(name))) {
        if (rule.told().matches(".*# (conduit [a-z]+: [a-z]+ ->|steered from).*")) {
          rules.get(name).remove(rule);
          assertThat(verify("production", rules)).as("without " + rule.told()).isNotEmpty();
          rules.get(name).add(rule);
          tried++;
        }
      }
    }
    assertThat(tried).isGreaterThan(30);
  }

  private void add(String name, FlowTable table, int priority, Match match, RuleBody body) {
    rules.get(name).add(new HeldRule(new RuleKey(table, priority, match), body, "foreign"));
  }

  private static RuleBody out(int port) {
    return new RuleBody(List.of(new Action.Output(port)), Optional.empty());
  }

  private void change(Predicate<HeldRule> which, UnaryOperator<HeldRule> how) {
    int changed = 0;
    for (List<HeldRule> held : rules.values()) {
      for (int i = 0; i < held.size(); i++) {
        if (which.test(held.get(i))) {
          held.set(i, how.apply(held.get(i)));
          changed++;
        }
      }
    }
    assertThat(changed).as("rules changed").isPositive();
  }

  private Finding onlyKind(Finding.Kind kind) {
    List<Finding> findings = verify("production", rules);
    assertThat(findings).isNotEmpty().allMatch(f -> f.kind() == kind);
    return findings.get(0);
  }

  @Test
  void aForeignRuleThatOpensOneBitMoreIsFound() {
    // one port number in 65,536, from one device to one other
    Match match =
        Match.ANY
            .with(Field.ETH_TYPE, 0x800)
            .with(Field.IP_PROTO, 6)
            .with(Field.IPV4_SRC, site.devices().get("hmi").ip())
            .with(Field.ETH_DST, site.devices().get("plc").mac())
            .with(Field.TCP_DST, 4711);
    add("s1", FlowTable.CONDUITS, 600, match, TO_DELIVERY);
    Finding leak = onlyKind(Finding.Kind.LEAK);
    assertThat(leak.in()).isEqualTo("s1:1");
    assertThat(leak.packet()).contains("tcp_dst=4711");
    assertThat(leak.toString()).contains("reaches plc").contains("by foreign");
  }

  @Test
  void aRuleThatIsWiderThanItsConduitIsFound() {
    change(
        rule ->
            rule.key().table() == FlowTable.CONDUITS && rule.told().contains("tcp_flags=0x10/0x10"),
        rule -> {
          Match match = rule.key().match().with(Field.TCP_FLAGS, 0, 0);
          return new HeldRule(
              new RuleKey(rule.key().table(), rule.key().priority() + 1, match),
              rule.body(),
              rule.told());
        });
    Finding leak = onlyKind(Finding.Kind.LEAK);
    assertThat(leak.packet()).contains("tcp_src=502").contains("tcp_flags=0x");
  }

  @Test
  void aFrameThatIsDeliveredToAnotherIsFound() {
    change(
        rule -> rule.told().contains("# to plc ("),
        rule -> new HeldRule(rule.key(), out(2), rule.told()));
    List<Finding> findings = verify("production", rules);
    assertThat(findings).anyMatch(f -> f.kind() == Finding.Kind.CUT);
  }

  @Test
  void aMirrorIsFound() {
    change(
        rule -> rule.told().contains("# to plc (") && rule.body().equals(out(1)),
        rule ->
            new HeldRule(
                rule.key(),
                new RuleBody(List.of(new Action.Output(1), new Action.Output(9)), Optional.empty()),
                rule.told()));
    assertThat(onlyKind(Finding.Kind.ASTRAY).what())
        .isEqualTo("packets leave by s3:9, where no device is");
  }

  /** The decoy plane would answer what the device answers, too. */
  @Test
  void aCopyToTheDecoyPortOfWhatIsPermittedIsFound() {
    List<Action> copy =
        new ArrayList<>(
            rules.get("s1").stream()
                .filter(rule -> rule.key().table() == FlowTable.STEER)
                .filter(rule -> rule.told().contains("steered from s1:1 "))
                .findFirst()
                .orElseThrow()
                .body()
                .actions());
    copy.add(new Action.PopVlan());
    RuleKey permits =
        rules.get("s1").stream()
            .filter(rule -> rule.told().contains("conduit supervise: hmi -> plc"))
            .map(HeldRule::key)
            .filter(key -> key.match().fields().containsKey(Field.TCP_DST))
            .findFirst()
            .orElseThrow();
    add(
        "s1",
        FlowTable.CONDUITS,
        permits.priority() + 1,
        permits.match().with(Field.VLAN_VID, 0),
        new RuleBody(copy, Optional.of(FlowTable.DELIVERY)));
    Finding astray = onlyKind(Finding.Kind.ASTRAY);
    assertThat(astray.what())
        .isEqualTo("packets that conduit supervise permits come to the decoy port, too");
    assertThat(astray.packet()).contains("tcp_dst=502");
  }

  @Test
  void aDropIsFound() {
    add("s1", FlowTable.CONDUITS, 700, Match.ANY.with(Field.ETH_TYPE, 0x86dd), RuleBody.DROP);
    add("s1", FlowTable.INGRESS, 950, Match.ANY.with(Field.ETH_TYPE, 0x86dd), RuleBody.DROP);
    Finding unseen = onlyKind(Finding.Kind.UNSEEN);
    assertThat(unseen.packet()).contains("eth_type=0x86dd");
  }

  @Test
  void aBorrowedMarkIsFound() {
    change(
        rule -> rule.key().table() == FlowTable.STEER && rule.told().contains("steered from s1:9"),
        rule ->
            new HeldRule(
                rule.key(),
                new RuleBody(
                    rule.body().actions().stream()
                        .map(
                            action ->
                                action instanceof Action.SetField set
                                        && set.field() == Field.VLAN_VID
                                    ? new Action.SetField(Field.VLAN_VID, set.value() - 8)
                                    : action)
                        .toList(),
                    Optional.empty()),
                rule.told()));
    assertThat(onlyKind(Finding.Kind.ASTRAY).what())
        .isEqualTo("packets come to the decoy port without the mark of s1:9");
  }

  @Test
  void aWayFromTheDecoyPortToADeviceIsFound() {
    add(
        "s2",
        FlowTable.INGRESS,
        950,
        Match.ANY.with(Field.IN_PORT, 20).with(Field.VLAN_VID, 0),
        TO_DELIVERY);
    Finding astray = onlyKind(Finding.Kind.ASTRAY);
    assertThat(astray.in()).isEqualTo("s2:20");
  }

  @Test
  void twoRulesOfWhichEitherMayCountAreFound() {
    HeldRule miss =
        rules.get("s1").stream()
            .filter(rule -> rule.key().table() == FlowTable.CONDUITS && rule.key().priority() == 0)
            .findFirst()
            .orElseThrow();
    rules.get("s1").add(new HeldRule(miss.key(), TO_DELIVERY, "foreign"));
    assertThat(onlyKind(Finding.Kind.UNPROVABLE).what())
        .startsWith("two rules of one priority cover the same packets");
  }

  @Test
  void aCircleIsFound() {
    add("s1", FlowTable.INGRESS, 999, Match.ANY.with(Field.ETH_TYPE, 0x1234), out(24));
    add("s2", FlowTable.INGRESS, 999, Match.ANY.with(Field.ETH_TYPE, 0x1234), out(24));
    add("s3", FlowTable.INGRESS, 999, Match.ANY.with(Field.ETH_TYPE, 0x1234), out(24));
    // s3's port 24 is where it comes from: dropped there; from s2's own ports it arrives at s3
    assertThat(verify("production", rules)).anyMatch(f -> f.kind() == Finding.Kind.UNSEEN);
  }

  @Test
  void aSwitchWithoutRulesIsFound() {
    rules.put("s3", new ArrayList<>());
    assertThat(verify("production", rules))
        .anyMatch(f -> f.kind() == Finding.Kind.CUT)
        .anyMatch(
            f -> f.kind() == Finding.Kind.UNSEEN && f.rules().contains("no rule in table 0 of s3"))
        .hasSizeLessThanOrEqualTo(100);
  }
}
