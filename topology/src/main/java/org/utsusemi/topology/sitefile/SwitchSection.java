package org.utsusemi.topology.sitefile;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code switches}. */
final class SwitchSection {
  private final Reading reading;
  private final ModeShape mode;

  SwitchSection(Reading reading) {
    this.reading = reading;
    this.mode = new ModeShape(reading);
  }

  Map<String, Switch> read(Fields root) {
    return root.required("switches", Sections.named(name -> aSwitch(name.value(), name.at())))
        .orElse(Map.of());
  }

  private Shape<Switch> aSwitch(String name, SourceRef at) {
    return Shapes.mapping(
        "a mapping such as { dpid: \"0000000000000001\", decoy_port: 20 }",
        fields -> {
          Optional<Located<Dpid>> dpid = fields.required("dpid", reading.dpid("switch " + name));
          Optional<Located<PortRef>> decoyPort =
              fields.optional("decoy_port", reading.portOf(name, "the decoy_port of " + name));
          Optional<Mode> own = mode.read(fields);
          fields.optional(
              "ports",
              Shapes.map(
                  "a mapping of port numbers such as { 3: { mode: observe } }",
                  Values.PORT_NUMBER,
                  port -> port()));
          // a switch without the port that it was given would look stranded, and others with it
          boolean whole = decoyPort.isPresent() || !fields.has("decoy_port");
          return dpid.filter(id -> whole)
              .map(
                  id ->
                      new Switch(
                          name,
                          id.value(),
                          decoyPort
                              .map(port -> OptionalInt.of(port.value().port()))
                              .orElse(OptionalInt.empty()),
                          own,
                          at));
        });
  }

  /** Read for the sake of its problems; no port has a mode in force yet. */
  private Shape<Optional<Mode>> port() {
    return Shapes.mapping(
        "a mapping such as { mode: observe }", fields -> Optional.of(mode.read(fields)));
  }
}
