package org.utsusemi.controller.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule does.
 *
 * @param actions applied in this order
 * @param next the table that goes on; empty: the packet's way ends here
 */
public record RuleBody(List<Action> actions, Optional<FlowTable> next) {
  /** The packet's way ends here, without a sound. */
  public static final RuleBody DROP = new RuleBody(List.of(), Optional.empty());

  public RuleBody {
    actions = List.copyOf(actions);
  }

  @Override
  public String toString() {
    if (actions.isEmpty() && next.isEmpty()) {
      return "drop";
    }
    String done = actions.stream().map(Action::toString).collect(Collectors.joining(","));
    String then = next.map(table -> "goto_table:" + table.id()).orElse("");
    return done + (done.isEmpty() || then.isEmpty() ? "" : ",") + then;
  }
}
