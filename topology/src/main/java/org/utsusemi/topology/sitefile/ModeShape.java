package org.utsusemi.topology.sitefile;

import java.util.Optional;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.yaml.Fields;

/** The key {@code mode}, which a site, a switch and a port have alike. */
final class ModeShape {
  private final Reading reading;

  ModeShape(Reading reading) {
    this.reading = reading;
  }

  Optional<Mode> read(Fields fields) {
    Optional<Mode> mode = fields.optional("mode", Values.MODE);
    mode.filter(Mode.OBSERVE::equals)
        .flatMap(observe -> fields.at("mode"))
        .ifPresent(
            at ->
                reading.forbidsRun(
                    at,
                    fields.path("mode")
                        + ": observe: accepted, not in force yet: what no conduit permits is"
                        + " steered all the same, so run refuses this file"));
    return mode;
  }
}
