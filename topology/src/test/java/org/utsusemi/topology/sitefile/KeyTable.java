package org.utsusemi.topology.sitefile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the mutation test knows of the keys, written down a second time and on purpose apart from
 * the parser. A {@code *} in a path stands for a name that the user gives.
 */
final class KeyTable {
  /** Mappings whose keys are names. */
  static final List<String> NAMED =
      List.of(
          "networks",
          "switches",
          "switches.*.ports",
          "devices",
          "services",
          "conduits",
          "plant_states",
          "transitions",
          "decoys");

  /** Keys without which their mapping is refused. */
  static final List<String> REQUIRED =
      List.of(
          "site",
          "networks",
          "networks.*.subnet",
          "networks.*.gateway.ip",
          "switches",
          "switches.*.dpid",
          "devices",
          "devices.*.ip",
          "devices.*.mac",
          "devices.*.port",
          "conduits",
          "conduits.*.from",
          "conduits.*.to",
          "conduits.*.service",
          "plant_states",
          "plant_states.*.conduits",
          "watchdog.silent_for",
          "watchdog.then",
          "decoys.phantom.subnet",
          "decoys.phantom.behind",
          "decoy_plane",
          "decoy_plane.interface",
          "early_warning.hub",
          "early_warning.collection",
          "early_warning.key");

  /** Optional keys of the file whose removal makes another place wrong: where, and what it says. */
  static final Map<String, Map.Entry<String, String>> MISSED_ELSEWHERE =
      Map.of(
          "plant_states.production.initial", Map.entry("plant_states-", "add initial: true"),
          "switches.s1.decoy_port", Map.entry("switches-", "add decoy_port: N"),
          "links", Map.entry("switches.s2", "no link leads from here"),
          "decoys.control.personas", Map.entry("decoys.control.density", "add personas"),
          "decoys.phantom.personas", Map.entry("decoys.phantom.density", "add personas"),
          "services.vendor-diag.tcp", Map.entry("services.vendor-diag-", "no traffic: write"),
          "services.goose.ethertype", Map.entry("services.goose.group", "add one such as"),
          "services", Map.entry("conduits.maintain.service", "there is no service 'vendor-diag'"));

  /** Values that refer to something: the kind it is, as the message calls it. */
  static final Map<String, String> REFERENCES =
      Map.ofEntries(
          Map.entry("networks.*.gateway.port", "switch"),
          Map.entry("links", "switch"),
          Map.entry("devices.*.port", "switch"),
          Map.entry("devices.*.persona", "file"),
          Map.entry("conduits.*.from", "device"),
          Map.entry("conduits.*.to", "device"),
          Map.entry("conduits.*.service", "service"),
          Map.entry("plant_states.*.conduits", "conduit"),
          Map.entry("transitions.*", "plant state"),
          Map.entry("watchdog.then", "plant state"),
          Map.entry("decoys.*.behind", "network"),
          Map.entry("decoys.*.personas", "file"),
          Map.entry("deception.counter_scan.never", "device"),
          Map.entry("deception.credentials", "file"));

  /** Lists that may not hold the same thing twice. */
  static final List<String> DISTINCT =
      List.of(
          "conduits.*.from",
          "conduits.*.to",
          "conduits.*.service",
          "plant_states.*.conduits",
          "transitions.*",
          "deception.counter_scan.roles",
          "deception.counter_scan.never");

  /** Values just outside of what a key takes. Nothing takes the empty text or a bell. */
  static final Map<String, List<String>> REFUSED =
      Map.ofEntries(
          Map.entry("site", List.of("water works", "-x", "x".repeat(64))),
          Map.entry("mode", List.of("Enforce", "off")),
          Map.entry("marks", List.of("0-900", "3000-4095", "3999-3000", "3000", "many")),
          Map.entry("networks.*.subnet", List.of("10.20.1.0", "10.20.1.0/33", "10.20.1.0/31")),
          Map.entry(
              "networks.*.gateway", List.of("10.20.8", "10.20.8.0", "10.20.8.255", "10.9.9.9")),
          Map.entry("networks.*.gateway.ip", List.of("10.20.1.256", "10.20.1.0", "10.20.2.1")),
          Map.entry("networks.*.gateway.mac", List.of("00:00:5e", "ff:ff:ff:ff:ff:ff")),
          Map.entry("networks.*.gateway.port", List.of("s1", "s1:0", "s1:65280", "s1:1024")),
          Map.entry("networks.*.vlan", List.of("0", "4095", "3000", "seven")),
          Map.entry("switches.*.dpid", List.of("1", "000000000000000g", "00000000000000001")),
          Map.entry("switches.*.decoy_port", List.of("0", "1024", "65280", "s1:20")),
          Map.entry("switches.*.mode", List.of("watch")),
          Map.entry("switches.*.ports.*.mode", List.of("watch")),
          Map.entry("links", List.of("s1:24", "s1:0")),
          Map.entry("devices.*.ip", List.of("10.20.1", "10.20.1.0", "10.20.1.255", "192.0.2.1")),
          Map.entry(
              "devices.*.mac", List.of("01:00:5e:00:00:01", "00:00:00:00:00:00", "0030de4059b7")),
          Map.entry("devices.*.port", List.of("1", "s1:65280", "s1:1024", "s1:24", "s1:20")),
          Map.entry("devices.*.role", List.of("opc server")),
          Map.entry("devices.*.vendor", List.of(" ", "x".repeat(101))),
          Map.entry("devices.*.product", List.of(" ", "x".repeat(101))),
          Map.entry("devices.*.version", List.of(" ", "x".repeat(101))),
          Map.entry("devices.*.critical", List.of("yes", "1", "True")),
          Map.entry("devices.*.safety", List.of("on")),
          Map.entry("devices.*.persona", List.of("personas")),
          Map.entry("services.*.tcp", List.of("0", "65536", "20-10", "http")),
          Map.entry("services.*.udp", List.of("0", "65536", "20-10", "-1")),
          Map.entry("services.*.ping", List.of("echo")),
          Map.entry("services.*.ethertype", List.of("0x05ff", "0x10000", "0x86dd", "88b8")),
          Map.entry("services.*.group", List.of("00:0c:cd:01:00:01", "all")),
          Map.entry("conduits.*.from", List.of("10.20.1.18")),
          Map.entry("conduits.*.to", List.of("*")),
          Map.entry("conduits.*.service", List.of("502")),
          Map.entry("conduits.*.weight", List.of("-1", "1001", "1.5")),
          Map.entry("conduits.*.mirror", List.of("decoy")),
          Map.entry("conduits.*.safety", List.of("yes")),
          Map.entry("plant_states.*.conduits", List.of("all")),
          Map.entry("plant_states.*.initial", List.of("first")),
          Map.entry("transitions.*", List.of("any")),
          Map.entry("watchdog.silent_for", List.of("30", "-1s", "11000d", "30 s")),
          Map.entry("watchdog.then", List.of("stay")),
          Map.entry("decoys.*.density", List.of("1.01", "-0.1", "70%", "NaN")),
          Map.entry("decoys.*.personas", List.of("personas")),
          Map.entry(
              "decoys.*.reserve", List.of("10.20.1.9-10.20.1.8", "10.30.0.1", "10.20.1.0/28")),
          Map.entry("decoys.*.subnet", List.of("10.20.0.0/16", "127.0.0.0/8")),
          Map.entry("decoys.*.behind", List.of("phantom")),
          Map.entry("deception.scan.targets", List.of("0", "65536")),
          Map.entry("deception.scan.within", List.of("10", "soon")),
          Map.entry("deception.shift.on", List.of("off")),
          Map.entry("deception.shift.view", List.of("mine")),
          Map.entry("deception.shift.hold_old", List.of("0")),
          Map.entry("deception.shift.sticky", List.of("1.1")),
          Map.entry("deception.out_of_state", List.of("reset")),
          Map.entry("deception.quarantine.mode", List.of("on")),
          Map.entry("deception.counter_scan.mode", List.of("always")),
          Map.entry("deception.counter_scan.per_source_every", List.of("1", "1y")),
          Map.entry("deception.counter_scan.roles", List.of("opc server")),
          Map.entry("deception.counter_scan.never", List.of("10.20.1.60")),
          Map.entry("deception.counter_scan.address", List.of("10.20.1.41", "10.20.1.1", "any")),
          Map.entry("deception.credentials", List.of("personas")),
          Map.entry(
              "controller.openflow", List.of("6653", "127.0.0.1:0", "127.0.0.1:65536", "h:1")),
          Map.entry("controller.rest", List.of("0.0.0.0:8080", "10.20.1.5:80", "127.0.0.1:6653")),
          Map.entry("controller.data", List.of("credentials.yaml")),
          Map.entry("cluster", List.of("zk1:2181", "zookeeper://zk1/utsusemi")),
          Map.entry("decoy_plane.interface", List.of("decoy/0", "..", "a b", "x".repeat(16))),
          Map.entry("alerts.syslog", List.of("192.0.2.50:514", "http://192.0.2.50")),
          Map.entry("alerts.webhook", List.of("soc.example", "ftp://soc.example/")),
          Map.entry("early_warning.hub", List.of("http://hub.example/", "hub.example")),
          Map.entry("early_warning.collection", List.of(" ")),
          Map.entry("early_warning.key", List.of(" ")),
          Map.entry("early_warning.recipients", List.of(" ")),
          Map.entry("early_warning.share.tlp", List.of("yellow")),
          Map.entry("early_warning.share.release", List.of("always")));

  private KeyTable() {}

  /** The path with every name that the user gives as {@code *}. */
  static String pattern(List<String> path) {
    String pattern = "";
    for (String key : path) {
      boolean name = NAMED.contains(pattern);
      pattern = (pattern.isEmpty() ? "" : pattern + ".") + (name ? "*" : key);
    }
    return pattern;
  }

  /** Whether the last key of a path is a name that the user gives. */
  static boolean isName(List<String> path) {
    return path.size() > 1 && NAMED.contains(pattern(path.subList(0, path.size() - 1)));
  }

  static boolean isRequired(List<String> path) {
    return REQUIRED.contains(pattern(path)) || REQUIRED.contains(String.join(".", path));
  }

  static Optional<Map.Entry<String, String>> missedElsewhere(List<String> path) {
    return Optional.ofNullable(MISSED_ELSEWHERE.get(String.join(".", path)));
  }
}
