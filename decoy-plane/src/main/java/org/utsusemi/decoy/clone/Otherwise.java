package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.learned.Piece;

/** What requests get that nobody made before: what most odd ones got. */
final class Otherwise {
  private Otherwise() {}

  /** What is said once for each line that is not understood, once. */
  static Outcome once(Outcome outcome) {
    if (outcome.answer().size() != 1
        || !(outcome.answer().get(0) instanceof Piece.Literal literal)) {
      return outcome;
    }
    String text = new String(literal.bytes(), StandardCharsets.ISO_8859_1);
    int line = text.indexOf('\n') + 1;
    boolean repeated =
        line > 0
            && text.length() > line
            && text.length() % line == 0
            && text.equals(text.substring(0, line).repeat(text.length() / line));
    byte[] first = text.substring(0, line).getBytes(StandardCharsets.ISO_8859_1);
    return repeated ? new Outcome(List.of(new Piece.Literal(first)), outcome.then()) : outcome;
  }

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
