package org.utsusemi.controller.rules;

import org.utsusemi.topology.model.SourceRef;

/**
 * A rule that a switch should hold.
 *
 * @param why for people: the conduit, device or port it serves
 * @param at the line of the site file that made it
 */
public record Rule(RuleKey key, RuleBody body, String why, SourceRef at) {
  @Override
  public String toString() {
    return key + " actions=" + body;
  }
}
