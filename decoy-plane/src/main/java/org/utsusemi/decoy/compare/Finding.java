package org.utsusemi.decoy.compare;

import java.util.List;
import org.utsusemi.decoy.compare.rule.Verdict;

/**
 * What became of one field, or of several that differ alike.
 *
 * @param topic what it is about
 * @param subjects where it shows, at least one
 * @param aspect what it is
 * @param terms what nmap calls it, may be empty
 * @param verdict what the rule found
 */
public record Finding(
    Topic topic, List<String> subjects, String aspect, List<String> terms, Verdict verdict) {
  public Finding {
    subjects = List.copyOf(subjects);
    terms = List.copyOf(terms);
  }

  public boolean differs() {
    return verdict.differs();
  }

  /** Aspect, subjects and terms in one line. */
  public String title() {
    String terms = this.terms.isEmpty() ? "" : " (nmap: " + String.join(", ", this.terms) + ")";
    return aspect + ", " + String.join("; ", subjects) + terms;
  }
}
