package org.utsusemi.decoy.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one machine showed: for each question one value each time it was asked, in the order in
 * which they came. Bounded: what is beyond {@value #MOST} values of all questions is refused, for
 * the machine that is asked may answer without end.
 */
public final class Observations {
  private static final int MOST = 200_000;

  private final Map<Question, List<String>> values = new LinkedHashMap<>();
  private int size;

  /**
   * Adds a value.
   *
   * @throws IllegalStateException when there are too many
   */
  public void add(Question question, String value) {
    if (++size > MOST) {
      throw new IllegalStateException("more than " + MOST + " values of one machine");
    }
    values.computeIfAbsent(question, q -> new ArrayList<>()).add(value);
  }

  /** All of another's, behind those that are there. */
  public void addAll(Observations others) {
    others.values.forEach((question, each) -> each.forEach(value -> add(question, value)));
  }

  public Set<Question> questions() {
    return values.keySet();
  }

  /** How often a topic was asked about, as far as the answers show. */
  int rounds(Topic topic) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().topic() == topic)
        .mapToInt(entry -> entry.getValue().size())
        .max()
        .orElse(0);
  }

  /** The values of a question; empty when it was not seen. */
  public List<String> of(Question question) {
    return List.copyOf(values.getOrDefault(question, List.of()));
  }
}
