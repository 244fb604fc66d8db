package org.utsusemi.decoy.compare.rule;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How often which value was seen. */
final class Sightings {
  /** Values that are told of one field; a field that shows more of them is told to. */
  private static final int TOLD = 4;

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final int rounds;

  Sightings(List<String> values) {
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    rounds = values.size();
  }

  Set<String> values() {
    return counts.keySet();
  }

  /**
   * Whether the other side may not show what was seen: in two rounds, or in the only round that
   * there was. What one round among several shows may be a lost packet.
   */
  boolean hasSteady(Predicate<String> foreign) {
    int count =
        counts.entrySet().stream()
            .filter(seen -> foreign.test(seen.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    return count > 1 || count == 1 && rounds == 1;
  }

  /** The values in words, with how often where there are several. */
  String told(Function<String, String> words) {
    if (counts.size() == 1) {
      return words.apply(counts.keySet().iterator().next());
    }
    String first =
        counts.entrySet().stream()
            .limit(TOLD)
            .map(seen -> words.apply(seen.getKey()) + " (" + seen.getValue() + "×)")
            .collect(Collectors.joining(", "));
    return counts.size() > TOLD ? first + " … " + counts.size() + " values" : first;
  }

  /** {@code 3}, or {@code 3–5}. */
  static String span(Collection<Integer> numbers) {
    TreeSet<Integer> sorted = new TreeSet<>(numbers);
    return sorted.size() == 1
        ? String.valueOf(sorted.first())
        : sorted.first() + "–" + sorted.last();
  }
}
