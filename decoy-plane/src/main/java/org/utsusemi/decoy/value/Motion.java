package org.utsusemi.decoy.value;

import java.time.Duration;
import java.util.List;

/** How a value moves by itself. */
public sealed interface Motion {
  /** It stays as it is. */
  record Still() implements Motion {}

  /**
   * It wanders within its range.
   *
   * @param step the most that it changes from one moment to the next, above 0
   * @param every how long it stays between two changes, at least a millisecond
   */
  record Walk(double step, Duration every) implements Motion {}

  /**
   * It swings from the lower end of its range to the upper and back.
   *
   * @param period of one swing, at least {@code every}
   * @param every how long it stays between two changes, at least a millisecond
   */
  record Wave(Duration period, Duration every) implements Motion {}

  /**
   * It counts up, or down, and begins again at the other end of its range.
   *
   * @param step what it changes by each time, not 0
   * @param every how long it stays between two changes, at least a millisecond
   */
  record Count(double step, Duration every) implements Motion {}

  /**
   * It is one of a few values for a while, then another, as set points are.
   *
   * @param levels at least two, all of which the type holds
   * @param every how long it stays at one at least, at least a millisecond
   */
  record Steps(List<Double> levels, Duration every) implements Motion {
    public Steps {
      levels = List.copyOf(levels);
    }
  }
}
