package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Traffic;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code services}. */
final class ServiceSection {
  private static final String EXAMPLES =
      "{ tcp: 2455 }, { udp: [161, 5000-5010] }, { ping: true } or { ethertype: 0x88b8 }";

  /** IPv4, ARP, VLAN tags, IPv6, LLDP: matched, answered or sent by the switches themselves. */
  private static final Set<Integer> RESERVED =
      Set.of(0x0800, 0x0806, 0x8100, 0x86dd, 0x88a8, 0x9100, 0x88cc);

  private static final Shape<NumberRange> PORTS =
      Shapes.scalar(
          "a port such as 502 or a range such as 5000-5010, within 1-65535",
          text ->
              NumberRange.tryParse(text)
                  .filter(range -> range.first() >= 1 && range.last() <= 65535));

  private static final Shape<Integer> ETHERTYPE =
      Shapes.integer("an ethertype from 0x0600 to 0xffff such as 0x88b8", 0x0600, 0xffff);

  private final Reading reading;

  ServiceSection(Reading reading) {
    this.reading = reading;
  }

  /** The site's own services; the well-known ones are not among them. */
  Map<String, Service> read(Fields root) {
    return root.optional("services", Sections.namedOrNone(this::service), Map.of());
  }

  private Shape<Service> service(Located<String> name) {
    return Shapes.mapping(
        "a mapping such as " + EXAMPLES,
        fields -> {
          if (WellKnownServices.find(name.value()).isPresent()) {
            fields
                .problems()
                .add(
                    name.at(),
                    fields.path(),
                    "is a well-known service and means the same everywhere: write another name");
          }
          List<Traffic> traffic = new ArrayList<>();
          ports(fields, "tcp", 3).forEach(range -> traffic.add(new Traffic.Tcp(range)));
          ports(fields, "udp", 2).forEach(range -> traffic.add(new Traffic.Udp(range)));
          if (fields.optional("ping", Shapes.bool(), false)) {
            traffic.add(new Traffic.Ping());
          }
          layer2(fields).ifPresent(traffic::add);
          boolean saysNothing =
              Stream.of("tcp", "udp", "ethertype").noneMatch(fields::has) && traffic.isEmpty();
          if (saysNothing) {
            fields.problems().add(fields.at(), fields.path(), "no traffic: write " + EXAMPLES);
          }
          return traffic.isEmpty()
              ? Optional.empty()
              : Optional.of(new Service(name.value(), traffic));
        });
  }

  /**
   * @param rules what one port costs for a pair of devices: one there, the others back
   */
  private List<NumberRange> ports(Fields fields, String protocol, int rules) {
    List<Located<NumberRange>> ranges =
        fields.optional(protocol, PORTS.located().oneOrMore(), List.of());
    for (int i = 0; i < ranges.size(); i++) {
      Located<NumberRange> range = ranges.get(i);
      int ports = range.value().size();
      if (ports > 1) {
        reading.notice(
            range.at(),
            fields.path(protocol)
                + ": OpenFlow has no port ranges: "
                + range.value()
                + " costs "
                + rules * ports
                + " rules for each pair of devices");
      }
      for (Located<NumberRange> earlier : ranges.subList(0, i)) {
        if (overlap(earlier.value(), range.value())) {
          fields
              .problems()
              .add(
                  range.at(),
                  fields.path(protocol),
                  range.value() + " overlaps " + earlier.value() + ": write each port once");
        }
      }
    }
    return ranges.stream().map(Located::value).toList();
  }

  private static Optional<Traffic> layer2(Fields fields) {
    Optional<Located<Integer>> ethertype = fields.optional("ethertype", ETHERTYPE.located());
    Optional<MacAddress> group = fields.optional("group", Values.GROUP_MAC);
    ethertype
        .filter(type -> RESERVED.contains(type.value()))
        .ifPresent(
            type ->
                fields
                    .problems()
                    .add(
                        type.at(),
                        fields.path("ethertype"),
                        String.format("0x%04x", type.value())
                            + " (IPv4, IPv6, ARP, LLDP, a VLAN tag) is no service of its own: write"
                            + " tcp, udp or ping, or another ethertype"));
    if (fields.has("group") && !fields.has("ethertype")) {
      fields
          .problems()
          .add(
              fields.valueAt("group"),
              fields.path("group"),
              "a group address goes with an ethertype: add one such as ethertype: 0x88b8");
    }
    return ethertype.map(type -> new Traffic.Layer2(type.value(), group));
  }

  private static boolean overlap(NumberRange a, NumberRange b) {
    return a.first() <= b.last() && b.first() <= a.last();
  }
}
