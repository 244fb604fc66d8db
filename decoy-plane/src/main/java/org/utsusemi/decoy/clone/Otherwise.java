package org.utsusemi.decoy.clone;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.decoy.learned.Outcome;

/** What requests get that nobody made before: what most odd ones got. */
final class Otherwise {
  private Otherwise() {}

  /**
   * @param outcomes of requests that the device did not understand
   */
  static Outcome of(List<Outcome> outcomes) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Map<String, Outcome> byText = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      String text = PieceText.of(outcome);
      counts.merge(text, 1, Integer::sum);
      byText.putIfAbsent(text, outcome);
    }
    return counts.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .map(most -> byText.get(most.getKey()))
        .orElse(Outcome.SILENCE);
  }
}
