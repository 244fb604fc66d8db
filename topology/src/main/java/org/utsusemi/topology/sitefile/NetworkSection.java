package org.utsusemi.topology.sitefile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Gateway;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code networks}. */
final class NetworkSection {
  private final Reading reading;
  private final NumberRange marks;
  private final Map<String, Located<Ipv4Subnet>> subnets = new LinkedHashMap<>();

  NetworkSection(Reading reading, NumberRange marks) {
    this.reading = reading;
    this.marks = marks;
  }

  Map<String, Network> read(Fields root) {
    return root.required("networks", Sections.named(name -> network(name.value(), name.at())))
        .orElse(Map.of());
  }

  private Shape<Network> network(String name, SourceRef at) {
    return Shapes.mapping(
        "a mapping such as { subnet: 10.20.1.0/24 }",
        fields -> {
          Optional<Located<Ipv4Subnet>> subnet = fields.required("subnet", Values.SUBNET.located());
          Optional<Gateway> gateway = fields.optional("gateway", gateway(name, subnet));
          OptionalInt vlan = vlan(fields);
          subnet.ifPresent(s -> checkOverlap(fields, name, s));
          return subnet.map(s -> new Network(name, s.value(), gateway, vlan, at));
        });
  }

  private OptionalInt vlan(Fields fields) {
    Optional<Located<Integer>> vlan =
        fields.optional("vlan", Shapes.integer("a VLAN id from 1 to 4094", 1, 4094).located());
    vlan.ifPresent(
        id -> {
          reading.notInForce(fields, "vlan");
          if (marks.contains(id.value())) {
            fields
                .problems()
                .add(
                    id.at(),
                    fields.path("vlan"),
                    id.value() + " lies within the marks " + marks + ": write one outside");
          }
        });
    return vlan.map(id -> OptionalInt.of(id.value())).orElse(OptionalInt.empty());
  }

  /** Just an address, or a mapping with what more is known of it. */
  private Shape<Gateway> gateway(String network, Optional<Located<Ipv4Subnet>> subnet) {
    String holder = "the gateway of " + network;
    Shape<Located<Ipv4Address>> address =
        (node, path, problems) ->
            reading
                .address(holder)
                .read(node, path, problems)
                .filter(ip -> isInside(ip, subnet, path, problems));
    Shape<Gateway> whole =
        Shapes.mapping(
            "an IPv4 address or a mapping such as { ip: 10.20.1.1, mac: …, port: s1:23 }",
            fields -> {
              Optional<Located<Ipv4Address>> ip = fields.required("ip", address);
              Optional<MacAddress> mac =
                  fields.optional("mac", reading.gatewayMac(holder)).map(Located::value);
              Optional<PortRef> port =
                  fields.optional("port", reading.gatewayPort(holder)).map(Located::value);
              return ip.map(i -> new Gateway(i.value(), mac, port));
            });
    return (node, path, problems) ->
        node instanceof Scalar
            ? address
                .map(ip -> new Gateway(ip.value(), Optional.empty(), Optional.empty()))
                .read(node, path, problems)
            : whole.read(node, path, problems);
  }

  private static boolean isInside(
      Located<Ipv4Address> ip,
      Optional<Located<Ipv4Subnet>> subnet,
      String path,
      Problems problems) {
    Optional<Ipv4Subnet> outside =
        subnet.map(Located::value).filter(within -> !within.isHost(ip.value()));
    outside.ifPresent(
        within ->
            problems.add(
                ip.at(),
                path,
                ip.value() + " is no host address of " + within + ": write one of them"));
    return outside.isEmpty();
  }

  private void checkOverlap(Fields fields, String name, Located<Ipv4Subnet> subnet) {
    subnets.forEach(
        (other, taken) -> {
          if (taken.value().overlaps(subnet.value())) {
            fields
                .problems()
                .add(
                    subnet.at(),
                    fields.path("subnet"),
                    subnet.value()
                        + " overlaps "
                        + taken.value()
                        + " of network "
                        + other
                        + " (line "
                        + taken.at().line()
                        + "): write one apart from it");
          }
        });
    subnets.put(name, subnet);
  }
}
