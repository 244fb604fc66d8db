package org.utsusemi.controller.rules;

/**
 * What makes a rule this rule and no other: a switch holds at most one of each.
 *
 * @param priority 0–65535; the highest that matches counts
 */
public record RuleKey(FlowTable table, int priority, Match match) {
  @Override
  public String toString() {
    return "table=" + table.id() + ",priority=" + priority + "," + match;
  }
}
