package org.utsusemi.decoy.learned;

import java.util.List;

/**
 * What follows a request.
 *
 * @param answer in order; none: nothing is said
 * @param then what becomes of the connection
 */
public record Outcome(List<Piece> answer, Then then) {
  /** Nothing at all. */
  public static final Outcome SILENCE = new Outcome(List.of(), Then.STAY);

  public Outcome {
    answer = List.copyOf(answer);
  }

  /** What becomes of the connection after an answer. */
  public enum Then {
    STAY,
    CLOSE,
    RESET;

    /** The key of a persona file. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
