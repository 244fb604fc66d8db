package org.utsusemi.topology.sitefile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.ControllerSettings;
import org.utsusemi.topology.model.DecoyNetwork;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.model.Watchdog;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** The whole site file: its sections, in the order in which they build on one another. */
final class SiteShape {
  private static final NumberRange DEFAULT_MARKS = new NumberRange(3000, 3999);

  private final Reading reading;

  SiteShape(Reading reading) {
    this.reading = reading;
  }

  Shape<Site> shape() {
    return Shapes.mapping("a site file: a mapping with the key 'site' and others", this::site);
  }

  private Optional<Site> site(Fields root) {
    Optional<String> name = root.required("site", Values.NAME);
    Mode mode = new ModeShape(reading).read(root).orElse(Mode.ENFORCE);
    NumberRange marks = root.optional("marks", Values.VLAN_RANGE, DEFAULT_MARKS);
    Map<String, Network> networks = new NetworkSection(reading, marks).read(root);
    Map<String, Switch> switches = new SwitchSection(reading).read(root);
    List<Link> links = new LinkSection(reading).read(root);
    Map<String, Device> devices = new DeviceSection(reading, networks).read(root);
    Map<String, Service> services = new ServiceSection(reading).read(root);
    Map<String, Conduit> conduits = new ConduitSection(reading, devices, services).read(root);
    PlantStateSection stateSection = new PlantStateSection(reading);
    Map<String, PlantState> states = stateSection.read(root);
    Map<String, Set<String>> transitions = stateSection.transitions(root);
    Optional<Watchdog> watchdog = stateSection.watchdog(root);
    Map<String, DecoyNetwork> decoys =
        new LinkedHashMap<>(new DecoySection(reading, networks).read(root));
    DeceptionSection deception = new DeceptionSection(reading);
    OutOfState outOfState = deception.read(root);
    deception
        .counterScanAddress()
        .ifPresent(address -> decoys.replaceAll((network, clones) -> clones.without(address)));
    ControllerSection controllerSection = new ControllerSection(reading);
    ControllerSettings controller = controllerSection.read(root);
    Optional<String> decoyInterface = controllerSection.decoyInterface(root);
    new OutsideSection(reading).read(root);

    checkMarks(root, marks);
    new SwitchGraph(reading).check(root, switches, links);
    return name.flatMap(
        siteName ->
            decoyInterface.map(
                port ->
                    new Site(
                        siteName,
                        mode,
                        marks,
                        networks,
                        switches,
                        links,
                        devices,
                        conduits,
                        states,
                        transitions,
                        watchdog,
                        decoys,
                        outOfState,
                        controller,
                        port)));
  }

  private void checkMarks(Fields root, NumberRange marks) {
    int switches = reading.names().switches().size();
    int room = MarkPlan.capacity(marks, reading.highestPort());
    if (room < switches) {
      root.problems()
          .add(
              root.valueAt("marks"),
              root.path("marks"),
              marks
                  + " has room for "
                  + room
                  + (room == 1 ? " switch" : " switches")
                  + " with port numbers up to "
                  + reading.highestPort()
                  + ", here are "
                  + switches
                  + ": write a wider range");
    }
  }
}
