package org.utsusemi.topology.sitefile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code devices}. */
final class DeviceSection {
  private final Reading reading;
  private final Map<String, Network> networks;

  DeviceSection(Reading reading, Map<String, Network> networks) {
    this.reading = reading;
    this.networks = networks;
  }

  Map<String, Device> read(Fields root) {
    return root.required("devices", Sections.named(name -> device(name.value(), name.at())))
        .orElse(Map.of());
  }

  private Shape<Device> device(String name, SourceRef at) {
    String holder = "device " + name;
    return Shapes.mapping(
        "a mapping such as { ip: 10.20.1.41, mac: \"00:30:de:40:59:b7\", port: s1:1 }",
        fields -> {
          Optional<Located<Ipv4Address>> ip = fields.required("ip", reading.address(holder));
          Optional<Located<MacAddress>> mac = fields.required("mac", reading.mac(holder));
          Optional<Located<PortRef>> port = fields.required("port", reading.port(holder));
          String role = fields.optional("role", Values.NAME, "unknown");
          String vendor = fields.optional("vendor", Values.NOTE, "");
          String product = fields.optional("product", Values.NOTE, "");
          String version = fields.optional("version", Values.NOTE, "");
          boolean critical = fields.optional("critical", Shapes.bool(), false);
          boolean safety = fields.optional("safety", Shapes.bool(), false);
          Optional<Path> persona = fields.optional("persona", reading.files().persona());
          Optional<String> network = ip.flatMap(address -> network(fields, address));
          if (mac.isEmpty() || port.isEmpty() || network.isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(
              new Device(
                  name,
                  ip.get().value(),
                  mac.get().value(),
                  port.get().value(),
                  network.get(),
                  role,
                  vendor,
                  product,
                  version,
                  critical,
                  safety,
                  persona,
                  at));
        });
  }

  private Optional<String> network(Fields fields, Located<Ipv4Address> ip) {
    Optional<Network> network =
        networks.values().stream().filter(n -> n.subnet().contains(ip.value())).findFirst();
    boolean allRead = networks.size() == reading.names().networks().size();
    if (network.isEmpty() && allRead) {
      fields
          .problems()
          .add(
              ip.at(),
              fields.path("ip"),
              ip.value()
                  + " lies in no network of this site: write one of a subnet under networks");
    }
    Optional<Network> reserved = network.filter(n -> !n.subnet().isHost(ip.value()));
    reserved.ifPresent(
        n ->
            fields
                .problems()
                .add(
                    ip.at(),
                    fields.path("ip"),
                    ip.value()
                        + " is the network's own or the broadcast address of "
                        + n.subnet()
                        + ": write another"));
    return network.filter(n -> reserved.isEmpty()).map(Network::name);
  }
}
