package org.utsusemi.topology.zone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.Pseudograph;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;

/**
 * The zones and tag-outs of one plant state. Every device of the site is in exactly one zone or
 * tagged out.
 *
 * @param tagOuts by device, in the order of the site file
 */
public record Zoning(String plantState, List<Zone> zones, Map<String, TagOut> tagOuts) {
  /**
   * Computes them: the connected components of the graph whose vertices are the devices and whose
   * edges are the conduits of the state.
   *
   * @throws IllegalArgumentException when the site has no such state
   */
  public static Zoning of(Site site, String plantState) {
    List<Conduit> conduits = site.conduitsIn(plantState);
    Graph<String, DefaultEdge> reach = new Pseudograph<>(DefaultEdge.class);
    site.devices().keySet().forEach(reach::addVertex);
    for (Conduit conduit : conduits) {
      for (String from : conduit.from()) {
        conduit.to().stream().filter(to -> !to.equals(from)).forEach(to -> reach.addEdge(from, to));
      }
    }
    ConnectivityInspector<String, DefaultEdge> components = new ConnectivityInspector<>(reach);
    List<Zone> zones = new ArrayList<>();
    Map<String, TagOut> tagOuts = new LinkedHashMap<>();
    Map<Set<String>, Zone> seen = new LinkedHashMap<>();
    for (String device : site.devices().keySet()) {
      Set<String> component = components.connectedSetOf(device);
      if (component.size() == 1) {
        tagOuts.put(device, new TagOut(device, reason(site, plantState, device)));
      } else if (!seen.containsKey(component)) {
        Zone zone = zone(zones.size() + 1, component, site, conduits);
        seen.put(component, zone);
        zones.add(zone);
      }
    }
    return new Zoning(
        plantState, List.copyOf(zones), java.util.Collections.unmodifiableMap(tagOuts));
  }

  /** The zone of a device; empty when it is tagged out. */
  public Optional<Zone> zoneOf(String device) {
    return zones.stream().filter(zone -> zone.devices().contains(device)).findFirst();
  }

  private static Zone zone(int number, Set<String> members, Site site, List<Conduit> conduits) {
    return new Zone(
        number,
        site.devices().keySet().stream().filter(members::contains).toList(),
        conduits.stream()
            .filter(conduit -> members.contains(conduit.from().get(0)))
            .map(Conduit::name)
            .toList());
  }

  private static String reason(Site site, String plantState, String device) {
    List<String> elsewhere =
        site.plantStates().values().stream()
            .map(PlantState::name)
            .filter(state -> !state.equals(plantState))
            .filter(state -> site.conduitsIn(state).stream().anyMatch(c -> names(c, device)))
            .toList();
    return "no conduit of "
        + plantState
        + " names it"
        + (elsewhere.isEmpty()
            ? ", nor does any other plant state's"
            : "; " + String.join(", ", elsewhere) + (elsewhere.size() == 1 ? " does" : " do"));
  }

  private static boolean names(Conduit conduit, String device) {
    return conduit.from().contains(device) || conduit.to().contains(device);
  }
}
