package org.utsusemi.mininet.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.utsusemi.controller.openflow.OpenFlowServer;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.openflow.SwitchChannel.Refusal;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleChange.Kind;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.SourceRef;

/** Rules go into a real switch and come back the same. */
class RulesIT {
  private static final int EPOCH = 0x1234;
  private static final Recorder RECORDER = new Recorder();
  private static OpenFlowServer server;
  private static OvsBridge bridge;
  private static SwitchChannel channel;

  @BeforeAll
  static void connect() throws IOException {
    server = new OpenFlowServer(new InetSocketAddress("127.0.0.1", 0), RECORDER);
    server.start();
    bridge = OvsBridge.create("utsit2", 0x5573_0000_0000_0003L, OvsBridge.OPENFLOW13);
    bridge.setController(server.address());
    channel = RECORDER.await(bridge.dpid());
  }

  @AfterAll
  static void tidyUp() throws IOException {
    try (OvsBridge closed = bridge) {
      server.close();
    }
  }

  @BeforeEach
  void empty() throws IOException {
    bridge.unlimitTables();
    bridge.deleteFlows();
    RECORDER.complaints.clear();
  }

  private static List<InstalledRule> read() throws Exception {
    return channel.readRules().get(30, TimeUnit.SECONDS);
  }

  private static List<Refusal> apply(Kind kind, Rule... rules) throws Exception {
    return apply(kind, List.of(rules));
  }

  private static List<Refusal> apply(Kind kind, List<Rule> rules) throws Exception {
    List<RuleChange> changes = rules.stream().map(rule -> new RuleChange(kind, rule)).toList();
    return channel.apply(changes, EPOCH).get(60, TimeUnit.SECONDS);
  }

  private static Rule rule(FlowTable table, int priority, Match match, RuleBody body) {
    return new Rule(
        new RuleKey(table, priority, match),
        body,
        "a rule of the test",
        new SourceRef("t.yaml", 7, 1));
  }

  private static RuleBody output(int port) {
    return new RuleBody(List.of(new Action.Output(port)), Optional.empty());
  }

  private static Map<RuleKey, RuleBody> contents(List<InstalledRule> rules) {
    return rules.stream().collect(Collectors.toMap(InstalledRule::key, InstalledRule::body));
  }

  @Test
  void comesBackTheSameWhateverTheRule() throws Exception {
    RandomRules random = new RandomRules(20261123);
    Map<RuleKey, Rule> rules = new LinkedHashMap<>();
    while (rules.size() < 600) {
      Rule rule = random.next();
      rules.putIfAbsent(rule.key(), rule);
    }

    assertThat(apply(Kind.ADD, List.copyOf(rules.values()))).isEmpty();

    List<InstalledRule> installed = read();
    assertThat(installed).allMatch(InstalledRule::readable).allMatch(InstalledRule::ours);
    assertThat(contents(installed))
        .containsExactlyInAnyOrderEntriesOf(
            rules.values().stream().collect(Collectors.toMap(Rule::key, Rule::body)));
    assertThat(installed).allMatch(rule -> (rule.cookie() >>> 32 & 0xffff) == EPOCH);

    assertThat(apply(Kind.REMOVE, List.copyOf(rules.values()))).isEmpty();
    assertThat(bridge.dumpFlows()).isEmpty();
  }

  @Test
  void saysWhatTheSwitchsOwnToolSays() throws Exception {
    Match match =
        Match.ANY
            .with(Field.IN_PORT, 2)
            .with(Field.ETH_TYPE, 0x0800)
            .with(Field.VLAN_VID, 0x1060, 0x1ff0)
            .with(Field.VLAN_PCP, 3)
            .with(Field.IP_PROTO, 6)
            .with(Field.IPV4_DST, 0x0a000700, 0xffffff00L)
            .with(Field.TCP_DST, 502)
            .with(Field.TCP_FLAGS, 0x10, 0x10);
    RuleBody body =
        new RuleBody(
            List.of(
                new Action.SetField(Field.VLAN_VID, 0x1066),
                new Action.SetField(Field.VLAN_PCP, 4),
                new Action.Output(3)),
            Optional.of(FlowTable.DELIVERY));

    assertThat(apply(Kind.ADD, rule(FlowTable.CONDUITS, 700, match, body))).isEmpty();

    assertThat(bridge.dumpFlows())
        .singleElement()
        .asString()
        .contains("table=1, priority=700,tcp,in_port=2,vlan_tci=0x7060/0xfff0")
        .contains("nw_dst=10.0.7.0/24,tp_dst=502,tcp_flags=+ack")
        .contains("actions=set_field:4198->vlan_vid,set_field:4->vlan_pcp,output:3,goto_table:3");
  }

  @Test
  void changesOneRuleAndLeavesTheOthersAlone() throws Exception {
    Match fromOne = Match.ANY.with(Field.IN_PORT, 1);
    Match fromTwo = Match.ANY.with(Field.IN_PORT, 2);
    Rule first = rule(FlowTable.INGRESS, 10, fromOne, output(2));
    Rule second = rule(FlowTable.INGRESS, 10, fromTwo, output(1));
    assertThat(apply(Kind.ADD, first, second)).isEmpty();
    String frame = "ffffffffffff02000000000188b5" + "00".repeat(46);
    bridge.inject(1, frame);
    bridge.inject(2, frame);
    bridge.inject(2, frame);

    Rule rerouted = rule(FlowTable.INGRESS, 10, fromOne, output(3));
    assertThat(apply(Kind.MODIFY, rerouted)).isEmpty();
    bridge.inject(2, frame);

    Recorder.patiently().until(() -> packets(second.key()) == 3);
    assertThat(contents(read()))
        .containsEntry(rerouted.key(), output(3))
        .containsEntry(second.key(), output(1));
    assertThat(apply(Kind.REMOVE, rerouted)).isEmpty();
    assertThat(contents(read())).containsOnlyKeys(second.key());
    assertThat(packets(second.key())).isEqualTo(3);
  }

  private static long packets(RuleKey key) throws Exception {
    return read().stream()
        .filter(rule -> rule.key().equals(key))
        .mapToLong(InstalledRule::packets)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void removesByTheExactKeyOnly() throws Exception {
    Rule wide = rule(FlowTable.INGRESS, 10, Match.ANY, RuleBody.DROP);
    Rule narrow = rule(FlowTable.INGRESS, 10, Match.ANY.with(Field.IN_PORT, 1), RuleBody.DROP);
    Rule higher = rule(FlowTable.INGRESS, 11, Match.ANY, RuleBody.DROP);
    assertThat(apply(Kind.ADD, wide, narrow, higher)).isEmpty();

    assertThat(apply(Kind.REMOVE, wide)).isEmpty();
    assertThat(contents(read())).containsOnlyKeys(narrow.key(), higher.key());
  }

  @Test
  void modifyingWhatTheSwitchHasLostInstallsIt() throws Exception {
    Rule lost = rule(FlowTable.INGRESS, 10, Match.ANY, output(1));

    assertThat(apply(Kind.MODIFY, lost)).isEmpty();
    assertThat(contents(read())).containsOnlyKeys(lost.key());
  }

  @Test
  void tracesARefusalToItsRule() throws Exception {
    Rule good = rule(FlowTable.INGRESS, 1, Match.ANY, output(1));
    Rule backwards =
        rule(
            FlowTable.DELIVERY,
            2,
            Match.ANY,
            new RuleBody(List.of(), Optional.of(FlowTable.INGRESS)));
    Rule baseless = rule(FlowTable.INGRESS, 3, Match.ANY.with(Field.TCP_DST, 502), output(1));

    List<Refusal> refusals = apply(Kind.ADD, good, backwards, baseless);

    assertThat(refusals)
        .extracting(refusal -> refusal.change().rule())
        .contains(backwards, baseless);
    assertThat(refusals)
        .extracting(Refusal::reason)
        .containsExactly("BAD_INSTRUCTION BAD_TABLE_ID", "BAD_MATCH BAD_PREREQ");
    assertThat(contents(read())).containsOnlyKeys(good.key());
    assertThat(RECORDER.complaints)
        .anyMatch(
            line ->
                line.contains("BAD_TABLE_ID")
                    && line.contains("a rule of the test")
                    && line.contains("t.yaml:7:1"));
  }

  @Test
  void tellsOfAFullTableAndCanStillReplaceInIt() throws Exception {
    bridge.limitTable(1, 2);
    List<Rule> three =
        IntStream.range(0, 3)
            .mapToObj(i -> rule(FlowTable.CONDUITS, i, Match.ANY, output(1)))
            .toList();

    assertThat(apply(Kind.ADD, three))
        .containsExactly(
            new Refusal(new RuleChange(Kind.ADD, three.get(2)), "FLOW_MOD_FAILED TABLE_FULL"));
    assertThat(apply(Kind.MODIFY, rule(FlowTable.CONDUITS, 1, Match.ANY, output(3)))).isEmpty();
    assertThat(contents(read())).containsEntry(three.get(1).key(), output(3)).hasSize(2);
  }

  @Test
  void showsForeignRulesAndHidesNothingBehindThem() throws Exception {
    Rule ours = rule(FlowTable.INGRESS, 1, Match.ANY, output(1));
    assertThat(apply(Kind.ADD, ours)).isEmpty();
    List<String> unreadable =
        List.of(
            "table=0,priority=101,reg0=5,actions=drop",
            "table=0,priority=102,ct_state=+trk+est,ip,actions=drop",
            "table=0,priority=103,ip,actions=conjunction(7,1/2)",
            "table=0,priority=104,actions=learn(table=1,NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[])",
            "table=9,priority=105,actions=drop",
            "table=0,priority=106,idle_timeout=60,actions=drop",
            "table=0,priority=107,ipv6,ipv6_src=fe80::1,actions=drop",
            "table=0,priority=108,actions=controller",
            "table=0,priority=109,actions=write_actions(output:1)",
            "table=0,priority=110,ip,actions=dec_ttl,resubmit(,2)",
            "table=0,priority=111,tun_id=7,actions=drop",
            "table=0,priority=112,ip,nw_tos=32,actions=move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[]",
            "table=0,priority=113,actions=group:1");
    bridge.addGroup("group_id=1,type=all");
    for (String rule : unreadable) {
      bridge.addFlow(rule);
    }
    bridge.addFlow("table=0,priority=201,arp,actions=output:2");
    bridge.addFlow("table=0,priority=202,actions=NORMAL");

    List<InstalledRule> rules = read();

    assertThat(rules).hasSize(unreadable.size() + 3);
    assertThat(rules.stream().filter(rule -> !rule.readable()))
        .hasSize(unreadable.size())
        .allMatch(rule -> rule.key() == null && rule.body() == null && !rule.ours())
        .allMatch(rule -> rule.text().contains("priority=1"));
    assertThat(contents(rules.stream().filter(InstalledRule::readable).toList()))
        .containsEntry(ours.key(), ours.body())
        .containsEntry(
            new RuleKey(FlowTable.INGRESS, 201, Match.ANY.with(Field.ETH_TYPE, 0x0806)), output(2))
        .containsEntry(new RuleKey(FlowTable.INGRESS, 202, Match.ANY), output(0xffff_fffa));
  }

  @Test
  void reads20000RulesInFull() throws Exception {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Match match =
          Match.ANY
              .with(Field.ETH_TYPE, 0x0800)
              .with(Field.IP_PROTO, 6)
              .with(Field.IPV4_SRC, 0x0a000000 | i)
              .with(Field.TCP_DST, 502);
      rules.add(rule(FlowTable.CONDUITS, 500, match, output(1 + i % 3)));
    }
    long began = System.nanoTime();
    assertThat(apply(Kind.ADD, rules)).isEmpty();
    long applied = System.nanoTime();
    List<InstalledRule> installed = read();
    long read = System.nanoTime();

    assertThat(contents(installed))
        .isEqualTo(rules.stream().collect(Collectors.toMap(Rule::key, Rule::body)));
    assertThat(channel.counters().adds()).isGreaterThanOrEqualTo(20_000);
    System.out.printf(
        "20000 rules: applied in %d ms, read in %d ms%n",
        (applied - began) / 1_000_000, (read - applied) / 1_000_000);
  }

  @Test
  void answersInTheOrderOfAsking() throws Exception {
    Rule rule = rule(FlowTable.INGRESS, 1, Match.ANY, output(1));
    var before = channel.readRules();
    var add = channel.apply(List.of(new RuleChange(Kind.ADD, rule)), EPOCH);
    var between = channel.readRules();
    var remove = channel.apply(List.of(new RuleChange(Kind.REMOVE, rule)), EPOCH);
    var after = channel.readRules();

    assertThat(before.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(add.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(between.get(10, TimeUnit.SECONDS)).hasSize(1);
    assertThat(remove.get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(after.get(10, TimeUnit.SECONDS)).isEmpty();
  }
}
