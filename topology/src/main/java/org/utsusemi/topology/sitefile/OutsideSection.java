package org.utsusemi.topology.sitefile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/**
 * Whom the site tells what it found: {@code alerts}, {@code early_warning}. Checked, not in force
 * yet; the files that they name need not be there before.
 */
final class OutsideSection {
  private final Reading reading;

  OutsideSection(Reading reading) {
    this.reading = reading;
  }

  void read(Fields root) {
    reading.notInForce(root, "alerts");
    root.optional("alerts", alerts());
    reading.notInForce(root, "early_warning");
    root.optional("early_warning", earlyWarning());
  }

  private static Shape<Fields> alerts() {
    return Shapes.mapping(
        "a mapping such as { syslog: \"udp://192.0.2.50:514\" }",
        fields -> {
          fields.optional(
              "syslog", Values.uri("udp://192.0.2.50:514", Set.of("udp", "tcp", "tls")));
          fields.optional(
              "webhook", Values.uri("https://soc.example/alerts", Set.of("https", "http")));
          return Optional.of(fields);
        });
  }

  private Shape<Fields> earlyWarning() {
    return Shapes.mapping(
        "a mapping with the keys hub, collection and key",
        fields -> {
          fields.required("hub", Values.uri("https://hub.example/taxii2/", Set.of("https")));
          fields.required("collection", Values.NOTE);
          fields.required("key", reading.files().path("keys/site.asc"));
          fields.optional("recipients", reading.files().path("keys/hub.asc").oneOrMore());
          fields.optional("share", share());
          return Optional.of(fields);
        });
  }

  private static Shape<Fields> share() {
    return Shapes.mapping(
        "a mapping such as { tlp: amber, release: operator }",
        fields -> {
          // FIRST, Traffic Light Protocol 2.0
          fields.optional(
              "tlp",
              Shapes.words(
                  Map.of("clear", 0, "green", 1, "amber", 2, "amber+strict", 3, "red", 4)));
          fields.optional("release", Shapes.words(Map.of("operator", false, "automatic", true)));
          return Optional.of(fields);
        });
  }
}
