package org.utsusemi.decoy.clone;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.clone.Draft.PortDraft;
import org.utsusemi.decoy.clone.Draft.Span;
import org.utsusemi.decoy.learned.Dialogue;
import org.utsusemi.decoy.learned.Exchange;
import org.utsusemi.decoy.learned.Outcome;

/** A draft as the text of a persona file. */
final class PersonaText {
  private final StringBuilder out = new StringBuilder();
  private final Draft draft;

  private PersonaText(Draft draft) {
    this.draft = draft;
  }

  static String of(Draft draft, String comment) {
    PersonaText text = new PersonaText(draft);
    comment.lines().forEach(line -> text.line("# " + line));
    text.device();
    text.ports("tcp", draft.tcpDefault, draft.tcp);
    text.ports("udp", draft.udpDefault, draft.udp);
    draft.modbus.ifPresent(modbus -> new ModbusText(text.out, modbus).write());
    text.learned();
    return text.out.toString();
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private void device() {
    line("persona: " + draft.name);
    note("vendor", draft.vendor);
    note("product", draft.product);
    note("version", draft.version);
    if (!draft.mac.isEmpty()) {
      line("mac: \"" + draft.mac + "\"");
    }
    if (draft.fingerprint.isEmpty()) {
      line("personality: " + PieceText.quoted(draft.personality));
    } else {
      line("fingerprint: |");
      draft.fingerprint.lines().forEach(test -> line("  " + test));
    }
    draft.uptime.ifPresent(uptime -> line("uptime: " + Math.max(1, uptime.toSeconds()) + "s"));
    draft.latency.ifPresent(span -> line("latency: " + span(span)));
    draft.roundTrip.ifPresent(span -> line("round_trip: " + span(span)));
  }

  private void note(String key, String text) {
    String clean = text.replaceAll("[^ -~]", " ").strip();
    String shortened = clean.substring(0, Math.min(100, clean.length())).strip();
    if (!shortened.isEmpty()) {
      line(key + ": " + PieceText.quoted(shortened));
    }
  }

  static String span(Span span) {
    return "{ median: " + time(span.median()) + ", p99: " + time(span.p99()) + " }";
  }

  static String time(Duration duration) {
    long micros = Math.max(1, duration.toNanos() / 1000);
    return micros % 1_000_000 == 0
        ? micros / 1_000_000 + "s"
        : micros % 1000 == 0 ? micros / 1000 + "ms" : micros + "us";
  }

  /** Neighbours that do the same are one range. */
  private void ports(String key, String usual, Map<Integer, PortDraft> ports) {
    line("");
    line(key + ":");
    line("  default: " + usual);
    TreeMap<Integer, PortDraft> left = new TreeMap<>(ports);
    while (!left.isEmpty()) {
      int first = left.firstKey();
      PortDraft port = left.remove(first);
      int last = first;
      while (isPlain(port) && port.equals(left.get(last + 1))) {
        last++;
        left.remove(last);
      }
      line("  " + first + (last > first ? "-" + last : "") + ": " + port(port));
    }
  }

  private static boolean isPlain(PortDraft port) {
    return switch (port.state()) {
      case "open", "closed", "filtered" -> true;
      default -> false;
    };
  }

  private static String port(PortDraft port) {
    if (isPlain(port)) {
      return port.state();
    }
    return "{ service: "
        + port.state()
        + port.latency().map(span -> ", latency: " + span(span)).orElse("")
        + port.idle().map(idle -> ", idle: " + time(idle)).orElse("")
        + " }";
  }

  private void learned() {
    if (draft.tcpDialogues.isEmpty() && draft.udpDialogues.isEmpty()) {
      return;
    }
    line("");
    line("learned:");
    dialogues("tcp", draft.tcpDialogues);
    dialogues("udp", draft.udpDialogues);
  }

  private void dialogues(String transport, Map<Integer, Dialogue> dialogues) {
    if (dialogues.isEmpty()) {
      return;
    }
    line("  " + transport + ":");
    dialogues.forEach(
        (port, dialogue) -> {
          line("    " + port + ":");
          line("      protocol: " + dialogue.protocol());
          if (dialogue.compare() != Dialogue.Compare.BYTES) {
            line("      compare: " + dialogue.compare().word());
          }
          if (!dialogue.greeting().isEmpty()) {
            line("      greeting: " + PieceText.of(dialogue.greeting()));
          }
          if (!dialogue.exchanges().isEmpty()) {
            line("      exchanges:");
            dialogue.exchanges().forEach(this::exchange);
          }
          if (!DialogueLearner.same(dialogue.otherwise(), Outcome.SILENCE)) {
            line("      otherwise: { " + PieceText.of(dialogue.otherwise()) + " }");
          }
        });
  }

  private void exchange(Exchange exchange) {
    line("        - request: " + PieceText.of(exchange.request().pieces()));
    exchange.follows().ifPresent(f -> line("          follows: " + PieceText.of(f.pieces())));
    Outcome outcome = exchange.outcome();
    if (!outcome.answer().isEmpty()) {
      line("          answer: " + PieceText.of(outcome.answer()));
    }
    Optional.of(outcome.then())
        .filter(then -> then != Outcome.Then.STAY)
        .ifPresent(then -> line("          then: " + then.word()));
  }
}
