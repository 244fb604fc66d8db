package org.utsusemi.controller.openflow;

import java.util.List;
import java.util.Optional;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.SourceRef;

/** Rules for tests. */
final class Rules {
  private Rules() {}

  static Rule of(int port) {
    Match match = Match.ANY.with(Field.IN_PORT, port);
    RuleBody body =
        new RuleBody(List.of(new Action.Output(port + 1)), Optional.of(FlowTable.CONDUITS));
    return of(new RuleKey(FlowTable.INGRESS, 900, match), body);
  }

  static Rule of(RuleKey key, RuleBody body) {
    return new Rule(key, body, "port of plc1", new SourceRef("site.yaml", 12, 3));
  }

  static RuleChange add(int port) {
    return add(of(port));
  }

  static RuleChange add(Rule rule) {
    return new RuleChange(RuleChange.Kind.ADD, rule);
  }

  static RuleChange remove(int port) {
    return new RuleChange(RuleChange.Kind.REMOVE, of(port));
  }
}
