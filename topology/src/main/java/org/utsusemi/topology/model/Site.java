package org.utsusemi.topology.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;

/**
 * One plant. All maps go from name to thing and keep the order of the site file.
 *
 * @param mode what enforcement does where neither switch nor port says otherwise
 * @param marks VLAN ids kept for steering
 * @param transitions per plant state the states that may follow; a state that is no key: any
 * @param decoyInterface network interface of the decoy plane
 */
public record Site(
    String name,
    Mode mode,
    NumberRange marks,
    Map<String, Network> networks,
    Map<String, Switch> switches,
    List<Link> links,
    Map<String, Device> devices,
    Map<String, Conduit> conduits,
    Map<String, PlantState> plantStates,
    Map<String, Set<String>> transitions,
    Optional<Watchdog> watchdog,
    Map<String, DecoyNetwork> decoys,
    OutOfState outOfState,
    ControllerSettings controller,
    String decoyInterface) {
  public Site {
    networks = ordered(networks);
    switches = ordered(switches);
    links = List.copyOf(links);
    devices = ordered(devices);
    conduits = ordered(conduits);
    plantStates = ordered(plantStates);
    transitions = ordered(transitions);
    decoys = ordered(decoys);
  }

  /** The state that a controller without a memory starts in. */
  public PlantState initialState() {
    return plantStates.values().stream().filter(PlantState::initial).findFirst().orElseThrow();
  }

  /**
   * The conduits of a plant state, in the order of the site file: those it lists and every safety
   * conduit.
   *
   * @throws IllegalArgumentException when the site has no such state
   */
  public List<Conduit> conduitsIn(String plantState) {
    PlantState state = plantStates.get(plantState);
    if (state == null) {
      throw new IllegalArgumentException("no plant state " + plantState);
    }
    return conduits.values().stream()
        .filter(conduit -> conduit.safety() || state.conduits().contains(conduit.name()))
        .toList();
  }

  /**
   * Which VLAN id marks which access port.
   *
   * @throws IllegalStateException when the marks are too few, which the site file's check refuses
   */
  public MarkPlan markPlan() {
    return MarkPlan.of(marks, switches.keySet(), highestPort())
        .orElseThrow(() -> new IllegalStateException("too few marks: " + marks));
  }

  /** The highest port number that the site file names; 0 when it names none. */
  public int highestPort() {
    return Stream.of(
            devices.values().stream().map(device -> device.port().port()),
            links.stream().flatMap(link -> Stream.of(link.a().port(), link.b().port())),
            switches.values().stream().flatMap(self -> self.decoyPort().stream().boxed()),
            networks.values().stream()
                .flatMap(network -> network.gateway().flatMap(Gateway::port).stream())
                .map(PortRef::port))
        .flatMap(ports -> ports)
        .max(Integer::compare)
        .orElse(0);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
