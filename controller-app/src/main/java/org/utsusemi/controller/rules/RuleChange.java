package org.utsusemi.controller.rules;

/**
 * One step from what a switch holds to what it should hold.
 *
 * @param rule for {@link Kind#REMOVE} the rule that goes; its body may then be anything
 */
public record RuleChange(Kind kind, Rule rule) {
  /** What is done. */
  public enum Kind {
    ADD,
    /** In place: the same key, another body. */
    MODIFY,
    REMOVE
  }
}
