package org.utsusemi.decoy.persona;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Nearest;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code tcp} and {@code udp}. */
final class PortSection {
  /** More connections than a decoy plane keeps for one access port are no limit. */
  private static final int MOST_SESSIONS = 512;

  private static final PortRules.Port MUTE = new PortRules.Port.Open(Optional.empty());

  private static final Shape<PortRules.Port> STATE =
      Shapes.words(
          Map.of(
              "open", MUTE,
              "closed", new PortRules.Port.Closed(),
              "filtered", new PortRules.Port.Filtered()));

  private PortSection() {}

  /** With nothing said, all ports are closed. */
  static PortRules read(Fields persona, String key, Collection<String> services) {
    return persona
        .optional(key, section(key, services))
        .orElseGet(() -> new PortRules(new PortRules.Port.Closed(), List.of()));
  }

  private static Shape<PortRules> section(String transport, Collection<String> services) {
    return Shapes.mapping(
        "a mapping such as { default: closed, 502: { service: modbus } }",
        fields -> {
          PortRules.Port others = fields.optional("default", STATE, new PortRules.Port.Closed());
          List<PortRules.Rule> rules = new ArrayList<>();
          List<NumberRange> seen = new ArrayList<>();
          for (Mapping.Entry entry : fields.others()) {
            rule(transport, fields, entry, seen, services).ifPresent(rules::add);
          }
          return Optional.of(new PortRules(others, rules));
        });
  }

  private static Optional<PortRules.Rule> rule(
      String transport,
      Fields fields,
      Mapping.Entry entry,
      List<NumberRange> seen,
      Collection<String> services) {
    String path = fields.path(entry.key().text());
    Problems problems = fields.problems();
    Optional<NumberRange> ports = Words.PORTS.read(entry.key(), path, problems);
    Optional<PortRules.Port> port = port(transport, services).read(entry.value(), path, problems);
    if (ports.isEmpty()) {
      return Optional.empty();
    }
    NumberRange own = ports.get();
    Optional<NumberRange> other =
        seen.stream().filter(o -> o.first() <= own.last() && own.first() <= o.last()).findFirst();
    seen.add(own);
    if (other.isPresent()) {
      return Words.refuse(
          entry.key(), path, problems, "overlaps " + other.get() + " above: write each port once");
    }
    return port.map(p -> new PortRules.Rule(own, p));
  }

  private static Shape<PortRules.Port> port(String transport, Collection<String> services) {
    Shape<PortRules.Port> speaking =
        Shapes.mapping(
            "open, closed, filtered, or a mapping such as { service: modbus }",
            fields -> {
              Optional<String> service = fields.required("service", service(services));
              Manners manners = manners(fields, transport);
              return service.map(s -> new PortRules.Port.Open(Optional.of(s), manners));
            });
    return (node, path, problems) ->
        (node instanceof Scalar ? STATE : speaking).read(node, path, problems);
  }

  /** Datagrams have no sessions. */
  private static Manners manners(Fields fields, String transport) {
    Optional<Latency> latency = fields.optional("latency", Times.latency());
    if (!transport.equals("tcp")) {
      return new Manners(latency, OptionalInt.empty(), Optional.empty());
    }
    Optional<Integer> sessions = fields.optional("sessions", Shapes.integer(1, MOST_SESSIONS));
    return new Manners(
        latency, sessions.map(OptionalInt::of).orElseGet(OptionalInt::empty), Times.idle(fields));
  }

  private static Shape<String> service(Collection<String> services) {
    return (node, path, problems) ->
        Words.NAME
            .read(node, path, problems)
            .flatMap(
                name ->
                    services.contains(name)
                        ? Optional.of(name)
                        : Words.refuse(
                            node,
                            path,
                            problems,
                            "there is no service '"
                                + name
                                + "'"
                                + Nearest.hint(name, services)
                                + "; write one of: "
                                + String.join(", ", services)));
  }
}
