package org.utsusemi.topology.path;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jgrapht.Graph;
import org.jgrapht.graph.Multigraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;

/**
 * Shortest paths between the switches of a site, by number of links. The paths toward one switch
 * form a tree, so that frames that follow them never turn in a circle; among equals the link that
 * stands first in the site file is taken, so that the same site always gives the same paths.
 */
public final class Paths {
  /** By target, then by switch: the port toward it, and the switch behind that port. */
  private final Map<String, Map<String, Hop>> trees = new HashMap<>();

  private final Map<String, String> nearestDecoy = new HashMap<>();

  private Paths() {}

  public static Paths of(Site site) {
    Graph<String, Link> cabling = new Multigraph<>(Link.class);
    site.switches().keySet().forEach(cabling::addVertex);
    site.links()
        .forEach(link -> cabling.addEdge(link.a().switchName(), link.b().switchName(), link));
    Paths paths = new Paths();
    Map<String, Integer> nearest = new HashMap<>();
    for (Switch target : site.switches().values()) {
      Map<String, Integer> hops = paths.growTree(target.name(), cabling);
      if (target.decoyPort().isPresent()) {
        hops.forEach(
            (from, distance) -> {
              if (distance < nearest.getOrDefault(from, Integer.MAX_VALUE)) {
                nearest.put(from, distance);
                paths.nearestDecoy.put(from, target.name());
              }
            });
      }
    }
    return paths;
  }

  /**
   * The port of {@code from} that leads toward {@code to}; empty when they are the same switch, or
   * no way leads there.
   */
  public OptionalInt portToward(String from, String to) {
    Hop hop = trees.get(to).get(from);
    return hop == null ? OptionalInt.empty() : OptionalInt.of(hop.port);
  }

  /** Whether the path from one switch to another leads through a switch, its ends included. */
  public boolean passes(String from, String to, String through) {
    String here = from;
    while (!here.equals(through)) {
      Hop hop = trees.get(to).get(here);
      if (hop == null) {
        return false;
      }
      here = hop.next;
    }
    return true;
  }

  /** The switch with a decoy port that is the fewest links away, itself included. */
  public Optional<String> nearestDecoySwitch(String from) {
    return Optional.ofNullable(nearestDecoy.get(from));
  }

  private record Hop(int port, String next) {}

  /** Notes every switch's port toward the target; returns the distances. */
  private Map<String, Integer> growTree(String target, Graph<String, Link> cabling) {
    Map<String, Hop> toward = new HashMap<>();
    Map<String, Integer> hops = new HashMap<>();
    BreadthFirstIterator<String, Link> tree = new BreadthFirstIterator<>(cabling, target);
    while (tree.hasNext()) {
      String here = tree.next();
      hops.put(here, tree.getDepth(here));
      Link link = tree.getSpanningTreeEdge(here);
      if (link != null) {
        boolean outward = link.a().switchName().equals(here);
        PortRef out = outward ? link.a() : link.b();
        PortRef in = outward ? link.b() : link.a();
        toward.put(here, new Hop(out.port(), in.switchName()));
      }
    }
    trees.put(target, toward);
    return hops;
  }
}
