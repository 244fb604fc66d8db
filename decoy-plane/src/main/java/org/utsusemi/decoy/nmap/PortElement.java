package org.utsusemi.decoy.nmap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.nmap.ScannedPort.Service;
import org.utsusemi.decoy.nmap.ScriptResult.Node;

/** The elements {@code port} and {@code script}. */
final class PortElement {
  private final XmlCursor cursor;

  PortElement(XmlCursor cursor) {
    this.cursor = cursor;
  }

  ScannedPort read() throws IOException {
    String protocol = cursor.attribute("protocol");
    int number = cursor.requiredNumber("portid", 0, 0xffff);
    String state = "";
    String reason = "";
    OptionalInt reasonTtl = OptionalInt.empty();
    Optional<Service> service = Optional.empty();
    List<ScriptResult> scripts = new ArrayList<>();
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      switch (child.get()) {
        case "state" -> {
          state = cursor.attribute("state");
          reason = cursor.attribute("reason");
          // nmap writes 0 where nothing came back
          reasonTtl = cursor.number("reason_ttl", 1, 255);
          cursor.skip();
        }
        case "service" -> service = Optional.of(service());
        case "script" -> scripts.add(script());
        default -> cursor.skip();
      }
    }
    return new ScannedPort(protocol, number, state, reason, reasonTtl, service, scripts);
  }

  private Service service() throws IOException {
    String name = cursor.attribute("name");
    String product = cursor.attribute("product");
    String version = cursor.attribute("version");
    String extraInfo = cursor.attribute("extrainfo");
    String hostName = cursor.attribute("hostname");
    String osType = cursor.attribute("ostype");
    String deviceType = cursor.attribute("devicetype");
    String tunnel = cursor.attribute("tunnel");
    String method = cursor.attribute("method");
    int confidence = cursor.number("conf", 0, 10).orElse(0);
    String fingerprint = cursor.attribute("servicefp");
    List<String> cpe = new ArrayList<>();
    while (cursor.nextChild().isPresent()) {
      cpe.add(cursor.content());
    }
    return new Service(
        name,
        product,
        version,
        extraInfo,
        hostName,
        osType,
        deviceType,
        tunnel,
        method,
        confidence,
        fingerprint,
        cpe);
  }

  /** The element {@code script} that the cursor is at. */
  ScriptResult script() throws IOException {
    String id = cursor.attribute("id");
    String output = cursor.attribute("output");
    return new ScriptResult(id, output, nodes());
  }

  /** Recursion is bounded by the depth that the cursor goes to. */
  private List<Node> nodes() throws IOException {
    List<Node> nodes = new ArrayList<>();
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      String key = cursor.attribute("key");
      switch (child.get()) {
        case "elem" -> nodes.add(new Node.Text(key, cursor.content()));
        case "table" -> nodes.add(new Node.Group(key, nodes()));
        default -> cursor.skip();
      }
    }
    return nodes;
  }
}
