package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.clone.ModbusTalk.Asked;
import org.utsusemi.decoy.ics.modbus.FunctionCode;
import org.utsusemi.decoy.ics.modbus.Garbage;
import org.utsusemi.decoy.ics.modbus.Identity;

/** How the device speaks Modbus, on whichever port it does. */
final class ModbusLearner {
  private static final int REPORT_SERVER_ID = 17;
  private static final int ENCAPSULATED = 43;
  private static final Set<Integer> NO_SUCH_UNIT = Set.of(10, 11);
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  private final List<Asked> asked = new ArrayList<>();
  private final Map<Garbage, Integer> garbage = new HashMap<>();
  private final ModbusDraft draft = new ModbusDraft();

  private ModbusLearner() {}

  /** Which ports speak Modbus: some request there had a response that fits. */
  static Set<Integer> ports(Evidence evidence) {
    Set<Integer> ports = new TreeSet<>();
    for (TcpTalk talk : evidence.seen().connections()) {
      if (!ports.contains(talk.port())
          && ModbusTalk.of(talk).asked().stream().anyMatch(a -> a.response().isPresent())) {
        ports.add(talk.port());
      }
    }
    return ports;
  }

  static ModbusDraft learn(Evidence evidence, Set<Integer> ports, Notes notes) {
    ModbusLearner learner = new ModbusLearner();
    for (TcpTalk talk : evidence.seen().connections()) {
      if (ports.contains(talk.port())) {
        learner.talk(talk);
      }
    }
    learner.asked.sort(java.util.Comparator.comparingLong(Asked::nanos));
    learner.all(notes);
    return learner.draft;
  }

  private void talk(TcpTalk talk) {
    ModbusTalk modbus = ModbusTalk.of(talk);
    asked.addAll(modbus.asked());
    if (!modbus.foreign() || talk.parts().isEmpty()) {
      return;
    }
    long last = talk.parts().get(talk.parts().size() - 1).lastNanos();
    if (talk.end() == TcpTalk.End.DEVICE_CLOSED) {
      garbage.merge(Garbage.CLOSE, 1, Integer::sum);
    } else if (talk.end() == TcpTalk.End.DEVICE_RESET) {
      garbage.merge(Garbage.RESET, 1, Integer::sum);
    } else if (talk.endNanos() - last > PATIENCE) {
      garbage.merge(Garbage.IGNORE, 1, Integer::sum);
    }
  }

  private void all(Notes notes) {
    notes.learned("modbus: " + asked.size() + " requests with what they got");
    units(notes);
    functions(notes);
    identity(notes);
    RegisterSeries series = new RegisterSeries();
    asked.forEach(series::add);
    new TableLearner(series, draft).learn(notes);
    limits();
    series.writeExceptions.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(most -> draft.readOnly = "exception " + most.getKey());
    garbage.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresentOrElse(
            most -> draft.garbage = most.getKey(),
            () ->
                notes.missing(
                    "what becomes of a connection on which comes what is not Modbus",
                    "nothing of the kind is in the capture: let nmap -sV run while it is taken"));
  }

  private void units(Notes notes) {
    Set<Integer> absent = new TreeSet<>();
    Map<String, Integer> how = new HashMap<>();
    for (Asked a : asked) {
      if (a.response().isEmpty() || NO_SUCH_UNIT.contains(a.exception())) {
        absent.add(a.unit());
        String refusal = a.response().isEmpty() ? "silent" : "exception " + a.exception();
        how.merge(refusal, 1, Integer::sum);
      } else {
        draft.units.add(a.unit());
      }
    }
    absent.removeAll(draft.units);
    how.entrySet().stream()
        .filter(entry -> !absent.isEmpty())
        .max(Map.Entry.comparingByValue())
        .ifPresent(most -> draft.unknownUnit = most.getKey());
    notes.learned("modbus: units " + draft.units + " answer");
    if (absent.isEmpty()) {
      notes.missing(
          "which other units answer",
          "nobody asked them: nmap --script modbus-discover --script-args"
              + " modbus-discover.aggressive=true -p 502; the clone answers for none");
    }
  }

  private void functions(Notes notes) {
    Set<Integer> known = new TreeSet<>();
    Set<Integer> unknown = new TreeSet<>();
    Map<String, Integer> how = new HashMap<>();
    for (Asked a : asked) {
      if (!draft.units.contains(a.unit())) {
        continue;
      }
      if (a.exception() == 1) {
        unknown.add(a.function());
        how.merge("exception 1", 1, Integer::sum);
      } else if (a.response().isPresent()) {
        known.add(a.function());
      }
    }
    unknown.removeAll(known);
    Set<Integer> kept = new TreeSet<>(FunctionCode.ALL);
    kept.removeAll(unknown);
    if (kept.size() < FunctionCode.ALL.size()) {
      draft.functions.addAll(kept);
    }
    how.keySet().stream().findFirst().ifPresent(refusal -> draft.unknownFunction = refusal);
    Set<Integer> unasked = new TreeSet<>(FunctionCode.ALL);
    unasked.removeAll(known);
    unasked.removeAll(unknown);
    if (!unasked.isEmpty()) {
      notes.missing(
          "whether the device knows the functions " + unasked,
          "nobody asked for them in the capture; the clone answers them from its tables"
              + " (17 and 43 only with something to tell)");
    }
  }

  private void identity(Notes notes) {
    for (Asked a : asked) {
      if (!a.succeeded()) {
        continue;
      }
      byte[] pdu = a.response().orElseThrow();
      if (a.function() == ENCAPSULATED && pdu.length >= 7 && pdu[1] == 0x0e) {
        objects(pdu);
      } else if (a.function() == REPORT_SERVER_ID && pdu.length > 3) {
        serverId(pdu);
      }
    }
    // a persona's identity has the three basic objects or none
    if (!draft.identity.keySet().containsAll(Set.of(0, 1, 2))
        || draft.identity.keySet().stream().anyMatch(id -> id > 6)) {
      draft.identity.clear();
    }
    if (draft.identity.isEmpty()) {
      notes.missing(
          "what the device says of itself by function 43",
          "it was not asked, or has not got all of vendor, product and revision: nmap --script"
              + " modbus-discover -p 502");
    }
  }

  private void objects(byte[] pdu) {
    int at = 7;
    for (int n = pdu[6] & 0xff; n > 0 && at + 2 <= pdu.length; n--) {
      int id = pdu[at] & 0xff;
      int length = pdu[at + 1] & 0xff;
      if (at + 2 + length > pdu.length || length > Identity.MAX_TEXT) {
        return;
      }
      String text = new String(pdu, at + 2, length, StandardCharsets.ISO_8859_1);
      if (isPrintable(text)) {
        draft.identity.put(id, text);
      }
      at += 2 + length;
    }
  }

  /** Only the shape that the persona's own key makes: byte count, text, run indicator. */
  private void serverId(byte[] pdu) {
    boolean usual = (pdu[1] & 0xff) == pdu.length - 2 && pdu[pdu.length - 1] == (byte) 0xff;
    String text = new String(pdu, 2, pdu.length - 3, StandardCharsets.ISO_8859_1);
    if (usual && isPrintable(text) && text.length() <= Identity.MAX_TEXT) {
      draft.serverId = text;
    }
  }

  private static boolean isPrintable(String text) {
    return text.matches("[ -~\\u00a0-\\u00ff]+");
  }

  /** The smallest quantity that was too much, less one. */
  private void limits() {
    Map<String, Integer> refused = new TreeMap<>();
    Map<String, Integer> taken = new TreeMap<>();
    for (Asked a : asked) {
      String key =
          switch (a.function()) {
            case 1, 2 -> "bits_per_read";
            case 3, 4 -> "registers_per_read";
            case 15 -> "bits_per_write";
            case 16 -> "registers_per_write";
            default -> "";
          };
      int quantity = a.word(3);
      if (!key.isEmpty() && quantity > 0 && a.exception() == 3) {
        refused.merge(key, quantity, Math::min);
      } else if (!key.isEmpty() && a.succeeded()) {
        taken.merge(key, quantity, Math::max);
      }
    }
    Map<String, Integer> most =
        Map.of(
            "bits_per_read", 2000,
            "registers_per_read", 125,
            "bits_per_write", 1968,
            "registers_per_write", 123);
    refused.forEach(
        (key, quantity) -> {
          if (quantity <= most.get(key)
              && quantity > taken.getOrDefault(key, 0) + 0
              && quantity > 1) {
            draft.limits.put(key, quantity - 1);
          }
        });
  }
}
