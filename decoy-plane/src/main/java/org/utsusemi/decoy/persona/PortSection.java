package org.utsusemi.decoy.persona;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Nearest;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code tcp} and {@code udp}. */
final class PortSection {
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
        .optional(key, section(services))
        .orElseGet(() -> new PortRules(new PortRules.Port.Closed(), List.of()));
  }

  private static Shape<PortRules> section(Collection<String> services) {
    return Shapes.mapping(
        "a mapping such as { default: closed, 502: { service: modbus } }",
        fields -> {
          PortRules.Port others = fields.optional("default", STATE, new PortRules.Port.Closed());
          List<PortRules.Rule> rules = new ArrayList<>();
          for (Mapping.Entry entry : fields.others()) {
            rule(fields, entry, rules, services).ifPresent(rules::add);
          }
          return Optional.of(new PortRules(others, rules));
        });
  }

  private static Optional<PortRules.Rule> rule(
      Fields fields,
      Mapping.Entry entry,
      List<PortRules.Rule> before,
      Collection<String> services) {
    String path = fields.path(entry.key().text());
    Optional<NumberRange> ports = Words.PORTS.read(entry.key(), path, fields.problems());
    Optional<PortRules.Port> port = port(services).read(entry.value(), path, fields.problems());
    if (ports.isEmpty() || port.isEmpty()) {
      return Optional.empty();
    }
    for (PortRules.Rule rule : before) {
      NumberRange other = rule.ports();
      if (other.first() <= ports.get().last() && ports.get().first() <= other.last()) {
        return Words.refuse(
            entry.key(),
            path,
            fields.problems(),
            "overlaps " + other + " above: write each port once");
      }
    }
    return Optional.of(new PortRules.Rule(ports.get(), port.get()));
  }

  private static Shape<PortRules.Port> port(Collection<String> services) {
    Shape<PortRules.Port> speaking =
        Shapes.mapping(
            "open, closed, filtered, or a mapping such as { service: modbus }",
            fields -> fields.required("service", service(services)).map(PortSection::open));
    return (node, path, problems) ->
        (node instanceof Scalar ? STATE : speaking).read(node, path, problems);
  }

  private static PortRules.Port open(String service) {
    return new PortRules.Port.Open(Optional.of(service));
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
