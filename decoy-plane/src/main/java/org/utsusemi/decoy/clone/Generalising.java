package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.decoy.learned.Exchange;
import org.utsusemi.decoy.learned.HttpKeys;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.learned.Piece;
import org.utsusemi.decoy.learned.RequestForm;

/**
 * From requests that were heard to those that were not: a page that is not there is as little there
 * under another name, and a command gets the same answer for another argument if it did so for all.
 */
final class Generalising {
  private Generalising() {}

  static List<Exchange> of(Compare compare, List<Exchange> exchanges) {
    return switch (compare) {
      case HTTP -> http(exchanges);
      case LINES -> lines(exchanges);
      case BYTES, SNMP -> exchanges;
    };
  }

  private static String text(Exchange exchange) {
    return exchange.request().latin();
  }

  /** One exchange for all targets that a method did not find, and none for each. */
  private static List<Exchange> http(List<Exchange> exchanges) {
    Map<String, Map<String, List<Exchange>>> notFound = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      if (status(exchange.outcome()) >= 400 && exchange.follows().isEmpty()) {
        String[] words = text(exchange).split(" ", 3);
        if (words.length == 3 && words[2].startsWith("HTTP/")) {
          notFound
              .computeIfAbsent(words[0] + " " + words[2], k -> new LinkedHashMap<>())
              .computeIfAbsent(PieceText.of(exchange.outcome()), k -> new ArrayList<>())
              .add(exchange);
        }
      }
    }
    List<Exchange> all = new ArrayList<>(withoutCopies(exchanges));
    notFound.forEach(
        (around, byOutcome) -> {
          List<Exchange> most =
              byOutcome.values().stream()
                  .max(java.util.Comparator.comparingInt(List::size))
                  .orElseThrow();
          String[] words = around.split(" ", 2);
          List<Piece> request =
              List.of(literal(words[0] + " "), new Piece.AnyText(), literal(" " + words[1]));
          all.removeAll(most);
          all.add(
              new Exchange(
                  RequestForm.of(request), java.util.Optional.empty(), most.get(0).outcome()));
        });
    return all;
  }

  /** Requests that differ in more than the index needs, and got the same, are one. */
  private static List<Exchange> withoutCopies(List<Exchange> exchanges) {
    Set<String> seen = new HashSet<>();
    Map<String, String> firsts = new HashMap<>();
    List<Exchange> kept = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      Optional<String> coarse = HttpKeys.coarseKey(text(exchange));
      String outcome = PieceText.of(exchange.outcome());
      // the first of a kind answers for the kind
      String first = firsts.computeIfAbsent(coarse.orElse(text(exchange)), k -> outcome);
      if (exchange.follows().isPresent()
          || !first.equals(outcome)
          || seen.add(coarse.orElse(text(exchange)))) {
        kept.add(exchange);
      }
    }
    return kept;
  }

  private static int status(Outcome outcome) {
    if (outcome.answer().isEmpty() || !(outcome.answer().get(0) instanceof Piece.Literal first)) {
      return 0;
    }
    String text = new String(first.bytes(), StandardCharsets.ISO_8859_1);
    String[] words = text.split(" ", 3);
    return words.length > 1 && words[0].startsWith("HTTP/") && words[1].matches("\\d{3}")
        ? Integer.parseInt(words[1])
        : 0;
  }

  private static List<Exchange> lines(List<Exchange> exchanges) {
    Map<String, List<Exchange>> byWord = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      String line = text(exchange).stripTrailing();
      if (line.indexOf(' ') > 0 && line.indexOf('\n') < 0 && text(exchange).endsWith("\n")) {
        byWord
            .computeIfAbsent(line.substring(0, line.indexOf(' ')), k -> new ArrayList<>())
            .add(exchange);
      }
    }
    List<Exchange> all = new ArrayList<>(exchanges);
    Map<String, RequestForm> forms = new HashMap<>();
    byWord.forEach(
        (word, list) -> {
          Exchange first = list.get(0);
          boolean alike =
              list.stream()
                  .allMatch(
                      e ->
                          e.follows().isEmpty()
                              && DialogueLearner.same(e.outcome(), first.outcome()));
          if (alike) {
            all.removeAll(list);
            List<Piece> request =
                List.of(literal(word + " "), new Piece.AnyText(), literal("\r\n"));
            all.add(
                new Exchange(RequestForm.of(request), java.util.Optional.empty(), first.outcome()));
            forms.put(word, RequestForm.of(request));
          }
        });
    return all.stream().map(exchange -> following(exchange, forms)).toList();
  }

  /** What follows a command that may have any argument follows it with any argument. */
  private static Exchange following(Exchange exchange, Map<String, RequestForm> forms) {
    Optional<RequestForm> general =
        exchange
            .follows()
            .map(before -> before.latin().stripTrailing().split(" ", 2)[0])
            .map(forms::get);
    return general.isPresent()
        ? new Exchange(exchange.request(), general, exchange.outcome())
        : exchange;
  }

  private static Piece literal(String text) {
    return new Piece.Literal(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
