package org.utsusemi.topology.sitefile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.model.DecoyNetwork;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Nearest;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code decoys}: clones in a network of the site, or in a phantom that only seems to be there. */
final class DecoySection {
  private static final String EXAMPLE = "a mapping such as { density: 0.7, personas: [plc1.yaml] }";

  private final Reading reading;
  private final Map<String, Ipv4Subnet> taken = new LinkedHashMap<>();

  DecoySection(Reading reading, Map<String, Network> networks) {
    this.reading = reading;
    networks.forEach((name, network) -> taken.put(name, network.subnet()));
  }

  Map<String, DecoyNetwork> read(Fields root) {
    return root.optional(
        "decoys",
        Sections.namedOrNone(
            name ->
                reading.names().networks().contains(name.value())
                    ? real(name.value(), name.at())
                    : phantom(name)),
        Map.of());
  }

  private Shape<DecoyNetwork> real(String name, SourceRef at) {
    return Shapes.mapping(
        EXAMPLE,
        fields -> {
          for (String key : List.of("subnet", "behind")) {
            if (fields.optional(key, Shapes.anything()).isPresent()) {
              fields
                  .problems()
                  .add(
                      fields.at(key).orElse(fields.at()),
                      fields.path(key),
                      "belongs to a phantom network, and "
                          + name
                          + " is a network of this site: leave it out, or write another name");
            }
          }
          return decoys(fields, name, Optional.ofNullable(taken.get(name)), Optional.empty(), at);
        });
  }

  private Shape<DecoyNetwork> phantom(Located<String> name) {
    return Shapes.mapping(
        EXAMPLE,
        fields -> {
          boolean meantReal = !fields.has("subnet") && !fields.has("behind");
          if (meantReal) {
            fields
                .problems()
                .add(
                    name.at(),
                    fields.path(),
                    "there is no network '"
                        + name.value()
                        + "'"
                        + Nearest.hint(name.value(), reading.names().networks())
                        + "; write a network of this site, or subnet and behind for a phantom");
          }
          Optional<Located<Ipv4Subnet>> subnet = Optional.empty();
          Optional<String> behind = Optional.empty();
          if (meantReal) {
            fields.optional("subnet", Values.SUBNET);
            fields.optional("behind", reading.names().network());
          } else {
            reading.notInForce(name.at(), fields.path());
            subnet = fields.required("subnet", Values.SUBNET.located());
            behind = fields.required("behind", reading.names().network());
            subnet.ifPresent(s -> checkFree(fields, name.value(), s));
          }
          Optional<DecoyNetwork> decoys =
              decoys(fields, name.value(), subnet.map(Located::value), behind, name.at());
          return behind.isPresent() ? decoys : Optional.empty();
        });
  }

  private Optional<DecoyNetwork> decoys(
      Fields fields,
      String name,
      Optional<Ipv4Subnet> subnet,
      Optional<String> behind,
      SourceRef at) {
    Optional<Double> density = fields.optional("density", Shapes.ratio());
    Optional<List<Path>> personas =
        fields.optional("personas", reading.files().persona().oneOrMore());
    List<Located<Ipv4Range>> reserve =
        fields.optional("reserve", Values.IP_RANGE.located().oneOrMore(), List.of());
    if (density.orElse(0.0) > 0 && !fields.has("personas")) {
      fields
          .problems()
          .add(
              fields.valueAt("density"),
              fields.path("density"),
              "clones need personas: add personas: [FILE, …], or write density: 0");
    }
    if (!fields.has("density")) {
      reading.notice(at, fields.path() + ": without density no clone stands here");
    }
    subnet.ifPresent(s -> reserve.forEach(range -> checkReserve(fields, range, s)));
    return subnet.map(
        s ->
            new DecoyNetwork(
                name,
                s,
                behind,
                density.orElse(0.0),
                personas.orElse(List.of()),
                reserve.stream().map(Located::value).toList(),
                at));
  }

  private static void checkReserve(Fields fields, Located<Ipv4Range> range, Ipv4Subnet subnet) {
    if (!subnet.contains(range.value().first()) || !subnet.contains(range.value().last())) {
      fields
          .problems()
          .add(
              range.at(),
              fields.path("reserve"),
              range.value() + " reaches out of " + subnet + ": write addresses inside it");
    }
  }

  private void checkFree(Fields fields, String name, Located<Ipv4Subnet> subnet) {
    taken.forEach(
        (other, theirs) -> {
          if (theirs.overlaps(subnet.value())) {
            fields
                .problems()
                .add(
                    subnet.at(),
                    fields.path("subnet"),
                    subnet.value()
                        + " overlaps "
                        + theirs
                        + " of "
                        + other
                        + ": write one apart from it");
          }
        });
    taken.put(name, subnet.value());
  }
}
