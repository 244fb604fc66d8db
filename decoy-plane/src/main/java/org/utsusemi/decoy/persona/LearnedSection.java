package org.utsusemi.decoy.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.learned.Dialogue;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.decoy.learned.Exchange;
import org.utsusemi.decoy.learned.Learned;
import org.utsusemi.decoy.learned.Lexicon;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.learned.Piece;
import org.utsusemi.decoy.learned.RequestForm;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Sequence;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** {@code learned}: what was heard of services that have no code of their own. */
final class LearnedSection {
  /** The service of a port whose dialogue stands in this section. */
  static final String SERVICE = "learned";

  private final PortRules tcp;
  private final PortRules udp;

  private LearnedSection(PortRules tcp, PortRules udp) {
    this.tcp = tcp;
    this.udp = udp;
  }

  static Learned read(Fields persona, PortRules tcp, PortRules udp) {
    Learned learned =
        persona.optional("learned", new LearnedSection(tcp, udp).section(), Learned.NOTHING);
    missing(persona, "tcp", tcp, learned.tcp());
    missing(persona, "udp", udp, learned.udp());
    return learned;
  }

  private static void missing(
      Fields persona, String transport, PortRules rules, Map<Integer, Lexicon> known) {
    for (PortRules.Rule rule : rules.rules()) {
      boolean learned =
          rule.port() instanceof PortRules.Port.Open open
              && open.service().filter(SERVICE::equals).isPresent();
      boolean there =
          rule.ports().size() == 1 && known.containsKey(rule.ports().first())
              || persona.has("learned") && persona.problems().size() > 0;
      if (learned && !there) {
        persona
            .problems()
            .add(
                persona.valueAt(transport),
                persona.path(transport) + "." + rule.ports(),
                "nothing was learned of it: write what it says under learned."
                    + transport
                    + "."
                    + rule.ports().first());
      }
    }
  }

  private Shape<Learned> section() {
    return Shapes.mapping(
        "a mapping such as { tcp: { 80: { exchanges: [] } } }",
        fields ->
            Optional.of(
                new Learned(
                    fields.optional("tcp", ports(tcp, "tcp"), Map.of()),
                    fields.optional("udp", ports(udp, "udp"), Map.of()))));
  }

  private static Shape<Map<Integer, Lexicon>> ports(PortRules rules, String transport) {
    return Shapes.mapping(
        "a mapping of ports such as { 80: { exchanges: [] } }",
        fields -> {
          Map<Integer, Lexicon> all = new TreeMap<>();
          for (Mapping.Entry entry : fields.others()) {
            String path = fields.path(entry.key().text());
            Optional<Integer> port = port(rules, transport, entry, path, fields.problems());
            Optional<Dialogue> dialogue =
                dialogue(transport).read(entry.value(), path, fields.problems());
            if (port.isPresent() && dialogue.isPresent()) {
              all.put(port.get(), new Lexicon(dialogue.get()));
            }
          }
          return Optional.of(all);
        });
  }

  private static Optional<Integer> port(
      PortRules rules, String transport, Mapping.Entry entry, String path, Problems problems) {
    Optional<Integer> port = Shapes.integer("a port", 1, 65_535).read(entry.key(), path, problems);
    boolean used =
        port.isEmpty()
            || rules.at(port.get()) instanceof PortRules.Port.Open open
                && open.service().filter(SERVICE::equals).isPresent();
    return used
        ? port
        : Words.refuse(
            entry.key(),
            path,
            problems,
            "nothing speaks so: write "
                + transport
                + ": { "
                + port.get()
                + ": { service: learned } }");
  }

  private static Shape<Dialogue> dialogue(String transport) {
    return Shapes.mapping(
        "a mapping such as { greeting: \"220 ready\\r\\n\", exchanges: [] }",
        fields -> {
          String protocol = fields.optional("protocol", Words.NAME, transport);
          boolean stream = transport.equals("tcp");
          Map<String, Compare> ways =
              stream
                  ? Map.of("bytes", Compare.BYTES, "lines", Compare.LINES, "http", Compare.HTTP)
                  : Map.of("bytes", Compare.BYTES, "snmp", Compare.SNMP);
          Compare compare = fields.optional("compare", Shapes.words(ways), Compare.BYTES);
          List<Piece> greeting =
              stream ? fields.optional("greeting", said(), List.of()) : List.of();
          List<Exchange> exchanges = fields.optional("exchanges", exchanges(stream), List.of());
          Outcome otherwise = fields.optional("otherwise", outcome(stream), Outcome.SILENCE);
          return Optional.of(new Dialogue(protocol, compare, greeting, exchanges, otherwise));
        });
  }

  private static Shape<List<Piece>> said() {
    return (node, path, problems) ->
        Pieces.answer()
            .read(node, path, problems)
            .flatMap(
                pieces ->
                    Pieces.size(pieces) <= Dialogue.LONGEST_ANSWER
                        ? Optional.of(pieces)
                        : Words.refuse(
                            node,
                            path,
                            problems,
                            "more than " + Dialogue.LONGEST_ANSWER + " bytes"));
  }

  /** One bad exchange does not hide the problems of the others. */
  private static Shape<List<Exchange>> exchanges(boolean stream) {
    Shape<Exchange> one = exchange(stream);
    return (node, path, problems) -> {
      if (!(node instanceof Sequence sequence)) {
        return Words.refuse(
            node,
            path,
            problems,
            "expected a list such as [ { request: \"GET / HTTP/1.0\\r\\n\\r\\n\", answer: … } ],"
                + " found "
                + node.describe());
      }
      if (sequence.items().size() > Dialogue.MOST_EXCHANGES) {
        return Words.refuse(
            node, path, problems, "at most " + Dialogue.MOST_EXCHANGES + " exchanges for a port");
      }
      List<Exchange> all = new ArrayList<>();
      int number = 0;
      for (Yaml item : sequence.items()) {
        number++;
        one.read(item, path + "[" + number + "]", problems).ifPresent(all::add);
      }
      return Optional.of(all);
    };
  }

  private static Shape<Exchange> exchange(boolean stream) {
    return Shapes.mapping(
        "a mapping such as { request: \"HELP\\r\\n\", answer: \"214 none\\r\\n\" }",
        fields -> {
          Optional<RequestForm> request = fields.required("request", Pieces.request());
          Optional<RequestForm> follows =
              stream ? fields.optional("follows", Pieces.request()) : Optional.empty();
          Outcome outcome = outcome(fields, stream);
          return request.map(r -> new Exchange(r, follows, outcome));
        });
  }

  private static Shape<Outcome> outcome(boolean stream) {
    return Shapes.mapping(
        "a mapping such as { answer: \"?\\r\\n\", then: close }",
        fields -> Optional.of(outcome(fields, stream)));
  }

  private static Outcome outcome(Fields fields, boolean stream) {
    List<Piece> answer = fields.optional("answer", said(), List.of());
    Outcome.Then then =
        stream
            ? fields.optional(
                "then", Shapes.words(Outcome.Then.class, Outcome.Then::word), Outcome.Then.STAY)
            : Outcome.Then.STAY;
    return new Outcome(answer, then);
  }
}
