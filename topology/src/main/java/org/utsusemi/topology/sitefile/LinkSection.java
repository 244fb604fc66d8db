package org.utsusemi.topology.sitefile;

import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Sequence;
import org.utsusemi.topology.yaml.Shape;

/** {@code links}. */
final class LinkSection {
  private final Reading reading;

  LinkSection(Reading reading) {
    this.reading = reading;
  }

  List<Link> read(Fields root) {
    return root.optional("links", link().list(), List.of());
  }

  private Shape<Link> link() {
    Shape<Located<PortRef>> end = reading.port("a link");
    return (node, path, problems) -> {
      if (!(node instanceof Sequence ends) || ends.items().size() != 2) {
        String found =
            node instanceof Sequence list ? list.items().size() + " items" : node.describe();
        problems.add(
            node.at(), path, "expected two ports such as [ s1:24, s2:24 ], found " + found);
        return Optional.empty();
      }
      Optional<Located<PortRef>> a = end.read(ends.items().get(0), path, problems);
      Optional<Located<PortRef>> b = end.read(ends.items().get(1), path, problems);
      if (a.isEmpty() || b.isEmpty()) {
        return Optional.empty();
      }
      PortRef from = a.get().value();
      PortRef to = b.get().value();
      if (from.switchName().equals(to.switchName())) {
        problems.add(
            node.at(), path, from + " and " + to + " are of one switch: write ports of two");
        return Optional.empty();
      }
      return Optional.of(new Link(from, to, node.at()));
    };
  }
}
