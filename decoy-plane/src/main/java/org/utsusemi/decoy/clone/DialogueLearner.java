package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.utsusemi.decoy.learned.Dialogue;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.decoy.learned.Exchange;
import org.utsusemi.decoy.learned.HttpKeys;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.learned.Piece;
import org.utsusemi.decoy.learned.RequestForm;
import org.utsusemi.topology.address.Ipv4Address;

/** From what was heard on one port to a dialogue that can be said again. */
final class DialogueLearner {
  /** One request, as it is told apart from others, with all that it got. */
  private record Group(byte[] request, Optional<byte[]> follows, List<Heard> samples) {}

  private final AnswerFields fields;
  private final String what;
  private final Notes notes;
  private final List<Heard> heard;
  private final Optional<RequestIds.Place> ids;
  private final Compare compare;

  /**
   * @param what the port, for notes: {@code tcp 80}
   * @param heard in the order of time
   */
  DialogueLearner(
      Ipv4Address device, String what, List<Heard> heard, List<byte[]> greetings, Notes notes) {
    this.fields = new AnswerFields(device);
    this.what = what;
    this.notes = notes;
    this.compare =
        what.startsWith("udp") ? Comparing.ofDatagrams(heard) : Comparing.of(heard, greetings);
    this.heard =
        compare == Compare.SNMP ? heard.stream().map(DialogueLearner::noId).toList() : heard;
    this.ids = compare == Compare.BYTES ? RequestIds.find(heard) : Optional.empty();
  }

  /**
   * @param greetings what connections began with; samples of one thing
   */
  Dialogue learn(String protocol, List<Heard> greetings) {
    List<Piece> greeting = greetings.isEmpty() ? List.of() : fields.pieces(greetings);
    Outcome otherwise = Otherwise.of(outcomesOfUnknown());
    List<Exchange> exchanges = new ArrayList<>();
    Map<String, List<Group>> alike = new LinkedHashMap<>();
    for (Group group : groups()) {
      alike.computeIfAbsent(key(group.request()), k -> new ArrayList<>()).add(group);
    }
    int varying = 0;
    for (List<Group> groups : alike.values()) {
      for (Group group : groups) {
        boolean known = group.samples().stream().anyMatch(h -> h.sure() || h.answer().length > 0);
        if (known && group.request().length <= RequestForm.LONGEST) {
          varying += fields.varies(group.samples()) ? 1 : 0;
          exchanges.add(exchange(group));
        }
      }
    }
    if (varying > 0) {
      notes.missing(
          what + ": how the length of " + varying + " answer(s) varies",
          "the clone says what was heard last");
    }
    List<Exchange> general = Generalising.of(compare, exchanges);
    List<Exchange> told = general.stream().filter(e -> isNeeded(e, otherwise)).toList();
    if (told.size() > Dialogue.MOST_EXCHANGES) {
      notes.missing(
          what + ": " + (told.size() - Dialogue.MOST_EXCHANGES) + " of its exchanges",
          "a port has at most " + Dialogue.MOST_EXCHANGES + "; the first are kept");
      told = told.subList(0, Dialogue.MOST_EXCHANGES);
    }
    notes.learned(
        what
            + ": "
            + told.size()
            + " exchanges, compared as "
            + compare.word()
            + (greeting.isEmpty() ? "" : ", with a greeting"));
    return new Dialogue(protocol, compare, greeting, told, otherwise);
  }

  /** Whether leaving it out would change what is said. */
  private boolean isNeeded(Exchange exchange, Outcome otherwise) {
    String text = exchange.request().latin();
    return switch (compare) {
      case HTTP -> HttpKeys.isRequest(text) || !same(exchange.outcome(), otherwise);
      case LINES ->
          text.indexOf('\n') == text.length() - 1
              ? !same(exchange.outcome(), otherwise)
              : !same(Otherwise.once(exchange.outcome()), otherwise);
      case BYTES, SNMP -> !same(exchange.outcome(), otherwise);
    };
  }

  private static Heard noId(Heard h) {
    return new Heard(
        h.nanos(),
        h.client(),
        h.talk(),
        h.before(),
        Comparing.withoutId(h.request()),
        Comparing.withoutId(h.answer()),
        h.then(),
        h.sure());
  }

  static boolean same(Outcome a, Outcome b) {
    return PieceText.of(a).equals(PieceText.of(b));
  }

  /** How requests are told apart. */
  private String key(byte[] request) {
    return switch (compare) {
      case HTTP -> Comparing.httpKey(request);
      case LINES -> new String(request, StandardCharsets.ISO_8859_1).stripTrailing();
      case BYTES, SNMP -> PieceText.of(RequestIds.request(request, ids));
    };
  }

  /** A request that got different answers is told apart by the request before it, if that helps. */
  private List<Group> groups() {
    Map<String, List<Heard>> byRequest = new LinkedHashMap<>();
    for (Heard h : heard) {
      byRequest.computeIfAbsent(key(h.request()), k -> new ArrayList<>()).add(h);
    }
    List<Group> groups = new ArrayList<>();
    for (List<Heard> samples : byRequest.values()) {
      byte[] request = samples.get(0).request();
      Map<String, List<Heard>> byBefore = new LinkedHashMap<>();
      for (Heard h : samples) {
        byBefore
            .computeIfAbsent(h.before().length == 0 ? "" : key(h.before()), k -> new ArrayList<>())
            .add(h);
      }
      boolean helps =
          byBefore.size() > 1
              && distinct(samples) > 1
              && byBefore.values().stream().allMatch(list -> distinct(list) <= 1);
      if (!helps) {
        groups.add(new Group(request, Optional.empty(), samples));
        continue;
      }
      for (List<Heard> list : byBefore.values()) {
        byte[] before = list.get(0).before();
        groups.add(
            new Group(request, before.length == 0 ? Optional.empty() : Optional.of(before), list));
      }
    }
    return groups;
  }

  private int distinct(List<Heard> samples) {
    return (int)
        samples.stream()
            .filter(h -> h.answer().length > 0 || h.sure())
            .map(h -> PieceText.of(fields.pieces(List.of(h))))
            .distinct()
            .count();
  }

  private Exchange exchange(Group group) {
    RequestForm request = form(group.request());
    Optional<RequestForm> follows = group.follows().map(this::form);
    return new Exchange(request, follows, outcome(group.samples(), group.request()));
  }

  private RequestForm form(byte[] request) {
    byte[] told = compare == Compare.HTTP ? Comparing.shortened(request) : request;
    return RequestForm.of(RequestIds.request(told, ids));
  }

  private Outcome outcome(List<Heard> samples, byte[] request) {
    // silence beside an answer is a capture that ended too early
    List<Heard> answered = samples.stream().filter(h -> h.answer().length > 0).toList();
    List<Piece> pieces = List.of();
    if (!answered.isEmpty()) {
      pieces =
          answered.size() > 1 && ids.isPresent()
              ? RequestIds.answer(
                  fields.pieces(answered.subList(0, 1)), answered.get(0).request(), ids)
              : RequestIds.answer(fields.pieces(answered), request, ids);
    }
    Outcome.Then then =
        samples.stream()
            .map(Heard::then)
            .max(Comparator.comparingInt(Outcome.Then::ordinal))
            .orElse(Outcome.Then.STAY);
    return new Outcome(pieces, then);
  }

  /** What requests got that are no text of this protocol, each kind of request once. */
  private List<Outcome> outcomesOfUnknown() {
    Map<String, List<Heard>> byRequest =
        heard.stream()
            .filter(h -> h.sure() || h.answer().length > 0)
            .filter(h -> !Comparing.isProper(compare, h.request()))
            .collect(
                Collectors.groupingBy(
                    h -> key(h.request()), LinkedHashMap::new, Collectors.toList()));
    return byRequest.values().stream()
        .map(samples -> Otherwise.once(outcome(samples, samples.get(0).request())))
        .toList();
  }
}
