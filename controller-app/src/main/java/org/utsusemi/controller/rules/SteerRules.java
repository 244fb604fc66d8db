package org.utsusemi.controller.rules;

import static org.utsusemi.controller.rules.FlowTable.STEER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Table 2: mark a frame with the access port that it came in by, and send it toward the decoy port.
 * Nothing but the tag is touched. Without a way to a decoy port, or at a port whose number is
 * beyond the marks, the frame ends here.
 */
final class SteerRules {
  private static final int ACCESS_PORT = 100;
  private static final int MISS = 0;

  private SteerRules() {}

  static void add(SwitchPlan plan, RuleSet rules) {
    plan.portTowardDecoy()
        .ifPresent(
            toward -> {
              for (int port : plan.accessPorts()) {
                int mark = plan.block().markOf(port).orElseThrow();
                Match from = Packets.from(port);
                String why = "steered from " + plan.self().name() + ":" + port;
                steer(plan, rules, Packets.untagged(from), mark(true, mark, toward), why);
                // a priority tag is used again: the frame must not grow by a second one
                steer(plan, rules, Packets.priorityTagged(from), mark(false, mark, toward), why);
              }
            });
    steer(plan, rules, MISS, Match.ANY, RuleBody.DROP, "no way to a decoy port");
  }

  private static RuleBody mark(boolean push, int mark, int toward) {
    List<Action> actions = new ArrayList<>();
    if (push) {
      actions.add(new Action.PushVlan());
    }
    actions.add(new Action.SetField(Field.VLAN_VID, Packets.TAGGED | mark));
    actions.add(new Action.SetField(Field.VLAN_PCP, Packets.TO_DECOY));
    actions.add(new Action.Output(toward));
    return new RuleBody(actions, Optional.empty());
  }

  private static void steer(
      SwitchPlan plan, RuleSet rules, Match match, RuleBody body, String why) {
    steer(plan, rules, ACCESS_PORT, match, body, why);
  }

  private static void steer(
      SwitchPlan plan, RuleSet rules, int priority, Match match, RuleBody body, String why) {
    rules.add(new Rule(new RuleKey(STEER, priority, match), body, why, plan.self().at()));
  }
}
