package org.utsusemi.decoy.compare.rule;

import java.util.List;

/** Judges one field. A rule is a value: two questions with the same rule are the same question. */
@FunctionalInterface
public interface Rule {
  /**
   * Judges.
   *
   * @param original what the original showed, one entry each time it was asked; at least one
   * @param clone what the clone showed, likewise
   */
  Verdict judge(List<String> original, List<String> clone);
}
