package org.utsusemi.topology.sitefile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.alg.util.UnionFind;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.yaml.Fields;

/** Whether every switch can steer: whether links lead from it to a decoy port. */
final class SwitchGraph {
  private final Reading reading;

  SwitchGraph(Reading reading) {
    this.reading = reading;
  }

  /** Says nothing of a graph that could be read in part only. */
  void check(Fields root, Map<String, Switch> switches, List<Link> links) {
    boolean whole =
        switches.size() == reading.names().switches().size()
            && (!links.isEmpty() || !root.has("links"));
    if (switches.isEmpty() || !whole) {
      return;
    }
    if (switches.values().stream().noneMatch(s -> s.decoyPort().isPresent())) {
      root.problems()
          .add(
              root.valueAt("switches"),
              root.path("switches"),
              "no switch leads to a decoy plane: add decoy_port: N to at least one");
      return;
    }
    UnionFind<String> parts = new UnionFind<>(switches.keySet());
    for (Link link : links) {
      if (parts.inSameSet(link.a().switchName(), link.b().switchName())) {
        reading.notice(
            link.at(),
            "links: " + link.a() + " – " + link.b() + " closes a loop: the shortest path is used");
      }
      parts.union(link.a().switchName(), link.b().switchName());
    }
    Set<String> steering =
        switches.values().stream()
            .filter(s -> s.decoyPort().isPresent())
            .map(s -> parts.find(s.name()))
            .collect(Collectors.toSet());
    for (Switch s : switches.values()) {
      if (!steering.contains(parts.find(s.name()))) {
        root.problems()
            .add(
                s.at(),
                root.path("switches." + s.name()),
                "no link leads from here to a switch with a decoy_port, so what no conduit permits"
                    + " could only be dropped: add a link such as [ "
                    + s.name()
                    + ":N, "
                    + steering.iterator().next()
                    + ":N ], or a decoy_port");
      }
    }
  }
}
