package org.utsusemi.controller.verify;

import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;

/**
 * A rule that a switch holds, or is to hold.
 *
 * @param told for people: the rule, and why it is there as far as that is known
 */
public record HeldRule(RuleKey key, RuleBody body, String told) {
  /** One that is planned. */
  public static HeldRule of(Rule rule) {
    return new HeldRule(
        rule.key(), rule.body(), rule + "  # " + rule.why() + " (" + rule.at() + ")");
  }
}
