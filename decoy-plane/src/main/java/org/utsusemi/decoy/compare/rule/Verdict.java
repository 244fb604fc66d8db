package org.utsusemi.decoy.compare.rule;

/**
 * What a rule found.
 *
 * @param outcome whether they differ
 * @param original what the original showed, for people
 * @param copy what the clone showed, for people
 * @param note what else should be known, mostly what was allowed; may be empty
 */
public record Verdict(Outcome outcome, String original, String copy, String note) {
  /** Whether a field differs beyond what the original itself varies by. */
  public enum Outcome {
    SAME,
    DIFFERENT,
    /** Too little is known; the note says what is missing. */
    NOT_JUDGED
  }

  /** Different when {@code differs}, else the same. */
  static Verdict of(boolean differs, String original, String copy, String note) {
    return new Verdict(differs ? Outcome.DIFFERENT : Outcome.SAME, original, copy, note);
  }

  static Verdict notJudged(String original, String copy, String note) {
    return new Verdict(Outcome.NOT_JUDGED, original, copy, note);
  }

  public boolean differs() {
    return outcome == Outcome.DIFFERENT;
  }
}
