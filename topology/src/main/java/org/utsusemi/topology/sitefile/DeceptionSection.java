package org.utsusemi.topology.sitefile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/**
 * {@code deception}. Of its keys {@code out_of_state} alone is in force; the others are checked, so
 * that a file that is right today is right when they are.
 */
final class DeceptionSection {
  private static final Shape<String> AUTOMATION =
      Shapes.words(Map.of("off", "off", "propose", "propose", "automatic", "automatic"));

  private final Reading reading;
  private Optional<Ipv4Address> counterScanAddress = Optional.empty();

  DeceptionSection(Reading reading) {
    this.reading = reading;
  }

  /** From where counter-scans are sent: an address that no clone may take; after {@link #read}. */
  Optional<Ipv4Address> counterScanAddress() {
    return counterScanAddress;
  }

  OutOfState read(Fields root) {
    return root.optional(
        "deception",
        Shapes.mapping(
            "a mapping such as { out_of_state: refuse }",
            fields -> {
              for (String key :
                  List.of("scan", "shift", "quarantine", "counter_scan", "credentials")) {
                reading.notInForce(fields, key);
              }
              fields.optional("scan", scan());
              fields.optional("shift", shift());
              fields.optional("quarantine", quarantine());
              fields.optional("counter_scan", counterScan());
              fields.optional("credentials", reading.files().secret("credentials.yaml"));
              return Optional.of(
                  fields.optional(
                      "out_of_state",
                      Shapes.words(OutOfState.class, OutOfState::word),
                      OutOfState.REFUSE));
            }),
        OutOfState.REFUSE);
  }

  private static Shape<Fields> scan() {
    return checked(
        "a mapping such as { targets: 5, within: 10s }",
        fields -> {
          fields.optional("targets", Shapes.integer(1, 65535));
          fields.optional("within", Shapes.duration());
        });
  }

  private static Shape<Fields> shift() {
    return checked(
        "a mapping such as { on: scan, view: per-source, hold_old: 0s, sticky: 0.3 }",
        fields -> {
          fields.optional("on", Shapes.words(Map.of("scan", true, "never", false)));
          fields.optional("view", Shapes.words(Map.of("per-source", true, "site", false)));
          fields.optional("hold_old", Shapes.duration());
          fields.optional("sticky", Shapes.ratio());
        });
  }

  private static Shape<Fields> quarantine() {
    return checked(
        "a mapping such as { mode: propose }", fields -> fields.optional("mode", AUTOMATION));
  }

  private Shape<Fields> counterScan() {
    return checked(
        "a mapping such as { mode: propose, per_source_every: 1h }",
        fields -> {
          fields.optional("mode", AUTOMATION);
          fields.optional("per_source_every", Shapes.duration());
          fields.optional("roles", Names.distinct(Values.NAME.located().oneOrMore()));
          fields.optional("never", Names.distinct(reading.names().device().located().oneOrMore()));
          counterScanAddress =
              fields
                  .optional("address", reading.address("deception.counter_scan"))
                  .map(Located::value);
        });
  }

  private static Shape<Fields> checked(String expected, Consumer<Fields> keys) {
    return Shapes.mapping(
        expected,
        fields -> {
          keys.accept(fields);
          return Optional.of(fields);
        });
  }
}
