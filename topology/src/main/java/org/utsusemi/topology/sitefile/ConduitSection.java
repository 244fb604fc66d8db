package org.utsusemi.topology.sitefile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Traffic;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code conduits}. */
final class ConduitSection {
  private static final int DEFAULT_WEIGHT = 1;

  private final Reading reading;
  private final Map<String, Device> devices;
  private final Map<String, Service> own;

  /**
   * @param devices those that could be read
   * @param own the site's own services that could be read
   */
  ConduitSection(Reading reading, Map<String, Device> devices, Map<String, Service> own) {
    this.reading = reading;
    this.devices = devices;
    this.own = own;
  }

  Map<String, Conduit> read(Fields root) {
    return root.required("conduits", Sections.namedOrNone(name -> conduit(name.value(), name.at())))
        .orElse(Map.of());
  }

  private Shape<Conduit> conduit(String name, SourceRef at) {
    return Shapes.mapping(
        "a mapping such as { from: scada1, to: [plc1, meter1], service: modbus }",
        fields -> {
          Optional<List<Located<String>>> from =
              fields.required("from", someOf(reading.names().device()));
          Optional<List<Located<String>>> to =
              fields.required("to", someOf(reading.names().device()));
          Optional<List<Located<String>>> services =
              fields.required("service", someOf(reading.names().service()));
          int weight = fields.optional("weight", Shapes.integer(0, 1000), DEFAULT_WEIGHT);
          boolean mirror = fields.optional("mirror", Shapes.bool(), false);
          boolean safety = fields.optional("safety", Shapes.bool(), false);
          if (mirror) {
            reading.notInForce(fields, "mirror");
          }
          if (from.isEmpty() || to.isEmpty() || services.isEmpty()) {
            return Optional.empty();
          }
          List<Service> carried =
              services.get().stream().flatMap(s -> service(s.value()).stream()).toList();
          checkEnds(
              fields, from.get(), to.get(), carried.stream().anyMatch(ConduitSection::isRouted));
          return Optional.of(
              new Conduit(
                  name,
                  from.get().stream().map(Located::value).toList(),
                  to.get().stream().map(Located::value).toList(),
                  carried,
                  weight,
                  mirror,
                  safety,
                  at));
        });
  }

  private static Shape<List<Located<String>>> someOf(Shape<String> name) {
    return Names.distinct(name.located().oneOrMore());
  }

  private Optional<Service> service(String name) {
    return WellKnownServices.find(name).or(() -> Optional.ofNullable(own.get(name)));
  }

  /** Whether a service needs a router on its way to another network; layer 2 does not. */
  private static boolean isRouted(Service service) {
    return service.traffic().stream().anyMatch(traffic -> !(traffic instanceof Traffic.Layer2));
  }

  private void checkEnds(
      Fields fields, List<Located<String>> from, List<Located<String>> to, boolean routed) {
    for (Located<String> target : to) {
      Device served = devices.get(target.value());
      for (Located<String> source : from) {
        Device opener = devices.get(source.value());
        if (source.value().equals(target.value())) {
          problem(fields, target, "leads from this device to itself: write another device");
        } else if (routed
            && served != null
            && opener != null
            && !served.network().equals(opener.network())) {
          problem(
              fields,
              target,
              "lies in network "
                  + served.network()
                  + ", "
                  + opener.name()
                  + " in "
                  + opener.network()
                  + ": no rule can carry a conduit from one network to another yet; write devices"
                  + " of one network");
        }
      }
    }
  }

  private static void problem(Fields fields, Located<String> target, String message) {
    fields.problems().add(target.at(), fields.path("to"), "'" + target.value() + "' " + message);
  }
}
