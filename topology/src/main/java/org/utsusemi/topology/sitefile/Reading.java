package org.utsusemi.topology.sitefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Yaml;

/** What the sections of one site file share while they are read. */
final class Reading {
  private final Problems problems;
  private final Names names;
  private final AttachedFiles files;
  private final List<Notice> notices = new ArrayList<>();
  private final Claims<Ipv4Address> addresses = new Claims<>();
  private final Claims<MacAddress> macs = new Claims<>();
  private final Claims<Dpid> dpids = new Claims<>();
  private final Claims<PortRef> ports = new Claims<>();
  private int highestPort;

  Reading(Path siteFile, Yaml root, Problems problems) {
    this.problems = problems;
    this.names = Names.of(root);
    this.files = new AttachedFiles(siteFile);
  }

  Names names() {
    return names;
  }

  AttachedFiles files() {
    return files;
  }

  /** An address that nobody else may have. */
  Shape<Located<Ipv4Address>> address(String holder) {
    return claimed(Values.IP, addresses, holder);
  }

  Shape<Located<MacAddress>> mac(String holder) {
    return claimed(Values.MAC, macs, holder);
  }

  /** The MAC address of a gateway: one router may be that of several networks. */
  Shape<Located<MacAddress>> gatewayMac(String holder) {
    return claimed(Values.MAC, macs, holder, true);
  }

  Shape<Located<Dpid>> dpid(String holder) {
    return claimed(Values.DPID, dpids, holder);
  }

  /** A port of a switch that is there, for one holder alone. */
  Shape<Located<PortRef>> port(String holder) {
    return port(Values.PORT, holder, false);
  }

  /** The same for a gateway, which may be that of several networks. */
  Shape<Located<PortRef>> gatewayPort(String holder) {
    return port(Values.PORT, holder, true);
  }

  /** The same, from its number on a known switch. */
  Shape<Located<PortRef>> portOf(String switchName, String holder) {
    return port(Values.PORT_NUMBER.map(number -> new PortRef(switchName, number)), holder, false);
  }

  private Shape<Located<PortRef>> port(Shape<PortRef> notation, String holder, boolean shared) {
    Shape<PortRef> known =
        (node, path, problems) ->
            notation
                .read(node, path, problems)
                .filter(port -> names.hasSwitch(port.switchName(), node.at(), path, problems))
                .filter(port -> hasMark(port, node.at(), path));
    Shape<Located<PortRef>> claimed = claimed(known, ports, holder, shared);
    return (node, path, problems) -> {
      Optional<Located<PortRef>> port = claimed.read(node, path, problems);
      port.ifPresent(p -> highestPort = Math.max(highestPort, p.value().port()));
      return port;
    };
  }

  private boolean hasMark(PortRef port, SourceRef at, String path) {
    boolean fits = port.port() <= MarkPlan.HIGHEST_PORT;
    if (!fits) {
      problems.add(
          at, path, port + " has no mark: write a port number of at most " + MarkPlan.HIGHEST_PORT);
    }
    return fits;
  }

  /** The highest port number that was read so far; 0 before any. */
  int highestPort() {
    return highestPort;
  }

  void notice(SourceRef at, String message) {
    notices.add(new Notice(at, message, false));
  }

  /** Says, when the key is written, that it does nothing yet. */
  void notInForce(Fields fields, String key) {
    fields.at(key).ifPresent(at -> notInForce(at, fields.path(key)));
  }

  void notInForce(SourceRef at, String path) {
    notice(at, path + ": accepted, not in force yet");
  }

  /** Notes what is accepted and must not be run with. */
  void forbidsRun(SourceRef at, String message) {
    notices.add(new Notice(at, message, true));
  }

  List<Notice> notices() {
    return notices.stream().sorted(Comparator.comparing(Notice::at)).toList();
  }

  /** Reports whatever was claimed twice. */
  void reportClaims() {
    addresses.report(problems);
    macs.report(problems);
    dpids.report(problems);
    ports.report(problems);
  }

  private static <T> Shape<Located<T>> claimed(Shape<T> shape, Claims<T> claims, String holder) {
    return claimed(shape, claims, holder, false);
  }

  private static <T> Shape<Located<T>> claimed(
      Shape<T> shape, Claims<T> claims, String holder, boolean shared) {
    return (node, path, problems) -> {
      Optional<Located<T>> value = shape.located().read(node, path, problems);
      value.ifPresent(v -> claims.add(v, path, holder, shared));
      return value;
    };
  }
}
