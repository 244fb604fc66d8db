package org.utsusemi.controller.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules that one switch should hold, no two with the same key; in the order of planning. */
public final class RuleSet {
  private final Map<RuleKey, Rule> rules = new LinkedHashMap<>();

  /**
   * Adds a rule. One that stands already may come again (two conduits may permit the same packets);
   * the first one's reason is kept.
   *
   * @throws IllegalStateException when the same key comes with another body
   */
  void add(Rule rule) {
    Rule earlier = rules.putIfAbsent(rule.key(), rule);
    if (earlier != null && !earlier.body().equals(rule.body())) {
      throw new IllegalStateException("one key, two bodies: " + earlier + " and " + rule);
    }
  }

  public Map<RuleKey, Rule> byKey() {
    return Collections.unmodifiableMap(rules);
  }

  public int size() {
    return rules.size();
  }
}
