package org.utsusemi.topology.sitefile;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.model.ControllerSettings;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** Where our own programs listen and store: {@code controller}, {@code decoy_plane}, and others. */
final class ControllerSection {
  private static final int OPENFLOW_PORT = 6653; // IANA
  private static final int REST_PORT = 8080;

  private final Reading reading;

  ControllerSection(Reading reading) {
    this.reading = reading;
  }

  ControllerSettings read(Fields root) {
    for (String key : List.of("tls", "tokens")) {
      reading.notInForce(root, key);
      root.optional(key, Shapes.mapping("a mapping", fields -> Optional.of(fields.others())));
    }
    reading.notInForce(root, "cluster");
    root.optional("cluster", Values.CLUSTER);
    Shape<Path> data = reading.files().directory("./data");
    Path defaultData = reading.files().beside("data");
    ControllerSettings defaults =
        new ControllerSettings(loopback(OPENFLOW_PORT), loopback(REST_PORT), defaultData);
    return root.optional(
        "controller",
        Shapes.mapping(
            "a mapping such as { openflow: \"127.0.0.1:6653\", rest: \"127.0.0.1:8080\" }",
            fields -> {
              Optional<Located<InetSocketAddress>> openflow =
                  fields.optional("openflow", Values.LISTENER_ADDRESS.located());
              Optional<Located<InetSocketAddress>> rest =
                  fields.optional("rest", Values.LISTENER_ADDRESS.located());
              rest.ifPresent(r -> checkRest(fields, r));
              checkApart(fields, openflow, rest, defaults);
              return Optional.of(
                  new ControllerSettings(
                      openflow.map(Located::value).orElse(defaults.openflow()),
                      rest.map(Located::value).orElse(defaults.rest()),
                      fields.optional("data", data, defaultData)));
            }),
        defaults);
  }

  /** The interface of the decoy plane. */
  Optional<String> decoyInterface(Fields root) {
    return root.required(
        "decoy_plane",
        Shapes.mapping(
            "a mapping such as { interface: decoy0 }",
            fields -> fields.required("interface", Values.INTERFACE)));
  }

  /** Two listeners on one port: on one address, or one of them on every address. */
  private static void checkApart(
      Fields fields,
      Optional<Located<InetSocketAddress>> openflow,
      Optional<Located<InetSocketAddress>> rest,
      ControllerSettings defaults) {
    InetSocketAddress one = openflow.map(Located::value).orElse(defaults.openflow());
    InetSocketAddress other = rest.map(Located::value).orElse(defaults.rest());
    boolean everywhere =
        one.getAddress().isAnyLocalAddress() || other.getAddress().isAnyLocalAddress();
    if (one.getPort() != other.getPort()
        || !everywhere && !one.getAddress().equals(other.getAddress())) {
      return;
    }
    String later = rest.isPresent() ? "rest" : "openflow";
    rest.or(() -> openflow)
        .ifPresent(
            written ->
                fields
                    .problems()
                    .add(
                        written.at(),
                        fields.path(later),
                        (rest.isPresent() ? "openflow" : "rest")
                            + " listens there: write another port"));
  }

  private static void checkRest(Fields fields, Located<InetSocketAddress> rest) {
    if (!rest.value().getAddress().isLoopbackAddress()) {
      fields
          .problems()
          .add(
              rest.at(),
              fields.path("rest"),
              "any bind but loopback needs TLS and tokens, which are not available yet: write"
                  + " \"127.0.0.1:8080\"");
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
