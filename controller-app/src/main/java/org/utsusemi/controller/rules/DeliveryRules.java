package org.utsusemi.controller.rules;

import static org.utsusemi.controller.rules.FlowTable.DELIVERY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Traffic;

/**
 * Table 3: out of the port behind which the destination is; a marked frame goes back to the very
 * access port that its mark names. Marks outrank addresses: an answer of the decoy plane must never
 * be delivered by its destination, which may be spoofed.
 */
final class DeliveryRules {
  private static final int OWN_MARK = 300;
  private static final int OTHER_SWITCH = 200;
  private static final int OWN_MARK_UNUSED = 150;
  private static final int GROUP = 110;
  private static final int DEVICE = 100;
  private static final int MISS = 0;

  private final SwitchPlan plan;
  private final RuleSet rules;

  private DeliveryRules(SwitchPlan plan, RuleSet rules) {
    this.plan = plan;
    this.rules = rules;
  }

  static void add(SwitchPlan plan, List<Conduit> permitted, RuleSet rules) {
    DeliveryRules table = new DeliveryRules(plan, rules);
    table.marks();
    plan.site().devices().values().forEach(table::device);
    table.groups(permitted);
    table.rule(MISS, Match.ANY, RuleBody.DROP, "nobody's address", plan.self().at());
  }

  private void marks() {
    SourceRef at = plan.self().at();
    for (int port : plan.accessPorts()) {
      int mark = plan.block().markOf(port).orElseThrow();
      rule(
          OWN_MARK,
          Packets.marked(Match.ANY, mark),
          new RuleBody(List.of(new Action.PopVlan(), new Action.Output(port)), Optional.empty()),
          "answer to " + plan.self().name() + ":" + port,
          at);
    }
    for (MarkBlock block : plan.blocks()) {
      Match marked = Packets.marked(Match.ANY, block);
      if (block.equals(plan.block())) {
        rule(OWN_MARK_UNUSED, marked, RuleBody.DROP, "mark of no access port", at);
      } else {
        RuleBody onward =
            plan.paths().portToward(plan.self().name(), block.switchName()).stream()
                .mapToObj(DeliveryRules::output)
                .findFirst()
                .orElse(RuleBody.DROP);
        rule(OTHER_SWITCH, marked, onward, "answer to " + block.switchName(), at);
      }
    }
  }

  private void device(Device device) {
    plan.portToward(device)
        .ifPresent(
            port ->
                rule(
                    DEVICE,
                    Match.ANY.with(Field.ETH_DST, device.mac()),
                    output(port),
                    "to " + device.name(),
                    device.at()));
  }

  /** Frames to a group leave by every port behind which a receiver of this sender is. */
  private void groups(List<Conduit> permitted) {
    Map<RuleKey, Rule> first = new LinkedHashMap<>();
    Map<RuleKey, Set<Integer>> ports = new LinkedHashMap<>();
    for (Conduit conduit : permitted) {
      for (Traffic.Layer2 traffic : groupTraffic(conduit)) {
        for (String from : conduit.from()) {
          Device sender = plan.site().devices().get(from);
          RuleKey key = new RuleKey(DELIVERY, GROUP, ConduitRules.groupFrames(sender, traffic));
          String why = "conduit " + conduit.name() + ": " + from + " to its group";
          first.putIfAbsent(key, new Rule(key, RuleBody.DROP, why, conduit.at()));
          ports.computeIfAbsent(key, k -> new TreeSet<>()).addAll(towardReceivers(conduit, sender));
        }
      }
    }
    first.forEach(
        (key, rule) -> {
          List<Action> outputs = new ArrayList<>();
          ports.get(key).forEach(port -> outputs.add(new Action.Output(port)));
          rules.add(new Rule(key, new RuleBody(outputs, Optional.empty()), rule.why(), rule.at()));
        });
  }

  private static List<Traffic.Layer2> groupTraffic(Conduit conduit) {
    return conduit.services().stream()
        .flatMap(service -> service.traffic().stream())
        .filter(Traffic.Layer2.class::isInstance)
        .map(Traffic.Layer2.class::cast)
        .filter(traffic -> traffic.group().isPresent())
        .toList();
  }

  private Set<Integer> towardReceivers(Conduit conduit, Device sender) {
    Set<Integer> ports = new TreeSet<>();
    for (String to : conduit.to()) {
      Device receiver = plan.site().devices().get(to);
      String here = plan.self().name();
      if (!to.equals(sender.name())
          && plan.paths().passes(sender.port().switchName(), receiver.port().switchName(), here)) {
        plan.portToward(receiver).ifPresent(ports::add);
      }
    }
    return ports;
  }

  private void rule(int priority, Match match, RuleBody body, String why, SourceRef at) {
    rules.add(new Rule(new RuleKey(DELIVERY, priority, match), body, why, at));
  }

  private static RuleBody output(int port) {
    return new RuleBody(List.of(new Action.Output(port)), Optional.empty());
  }
}
