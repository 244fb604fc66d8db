package org.utsusemi.controller.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The way from what a switch holds to what it should hold. What both share is not in it.
 *
 * @param revokes what takes a way from packets; to be done, everywhere, before any grant
 * @param grants what gives one
 */
public record RuleDifference(List<RuleChange> revokes, List<RuleChange> grants) {
  public RuleDifference {
    revokes = List.copyOf(revokes);
    grants = List.copyOf(grants);
  }

  /**
   * Compares.
   *
   * @param held what the switch holds, by key
   * @param wanted what it should hold
   */
  public static RuleDifference between(Map<RuleKey, RuleBody> held, Map<RuleKey, Rule> wanted) {
    List<RuleChange> revokes = new ArrayList<>();
    List<RuleChange> grants = new ArrayList<>();
    held.forEach(
        (key, body) -> {
          if (!wanted.containsKey(key)) {
            Rule gone = new Rule(key, body, "no longer wanted", null);
            revokes.add(new RuleChange(RuleChange.Kind.REMOVE, gone));
          }
        });
    wanted.forEach(
        (key, rule) -> {
          RuleBody body = held.get(key);
          if (body == null) {
            grants.add(new RuleChange(RuleChange.Kind.ADD, rule));
          } else if (!body.equals(rule.body())) {
            RuleChange change = new RuleChange(RuleChange.Kind.MODIFY, rule);
            (takes(body, rule.body()) ? revokes : grants).add(change);
          }
        });
    return new RuleDifference(revokes, grants);
  }

  public boolean isEmpty() {
    return revokes.isEmpty() && grants.isEmpty();
  }

  /** How many changes of a kind. */
  public int count(RuleChange.Kind kind) {
    return (int)
        Stream.concat(revokes.stream(), grants.stream())
            .filter(change -> change.kind() == kind)
            .count();
  }

  /** Whether packets lose an output. */
  private static boolean takes(RuleBody before, RuleBody after) {
    return !outputs(after).containsAll(outputs(before));
  }

  private static Set<Object> outputs(RuleBody body) {
    Set<Object> outputs = new HashSet<>();
    body.next().ifPresent(outputs::add);
    body.actions().stream().filter(Action.Output.class::isInstance).forEach(outputs::add);
    return outputs;
  }
}
