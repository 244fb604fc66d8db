package org.utsusemi.decoy.nmap;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.nmap.ScannedHost.OtherPorts;
import org.utsusemi.decoy.nmap.ScannedHost.Reason;
import org.utsusemi.decoy.nmap.ScannedHost.Sequences;
import org.utsusemi.decoy.nmap.ScannedHost.Times;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** The element {@code host}, gathered child by child. */
final class HostElement {
  private static final int MOST = Integer.MAX_VALUE / 4;

  private final XmlCursor cursor;
  private final PortElement port;
  private final List<String> names = new ArrayList<>();
  private final List<ScannedPort> ports = new ArrayList<>();
  private final List<OtherPorts> otherPorts = new ArrayList<>();
  private final List<ScriptResult> scripts = new ArrayList<>();
  private String state = "";
  private Optional<Ipv4Address> ip = Optional.empty();
  private Optional<MacAddress> mac = Optional.empty();
  private String vendor = "";
  private Optional<OsDetection> os = Optional.empty();
  private Optional<Duration> uptime = Optional.empty();
  private OptionalInt distance = OptionalInt.empty();
  private Sequences sequences = Sequences.NONE;
  private Optional<Times> times = Optional.empty();

  HostElement(XmlCursor cursor) {
    this.cursor = cursor;
    this.port = new PortElement(cursor);
  }

  ScannedHost read() throws IOException {
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      child(child.get());
    }
    return new ScannedHost(
        state,
        ip,
        mac,
        vendor,
        names,
        ports,
        otherPorts,
        os,
        uptime,
        distance,
        sequences,
        times,
        scripts);
  }

  private void child(String name) throws IOException {
    switch (name) {
      case "hostnames" -> hostNames();
      case "ports" -> ports();
      case "hostscript" -> scripts();
      case "os" -> os = Optional.of(os());
      default -> {
        leaf(name);
        cursor.skip();
      }
    }
  }

  /** Elements that have nothing but attributes. */
  private void leaf(String name) {
    switch (name) {
      case "status" -> state = cursor.attribute("state");
      case "address" -> address();
      case "uptime" ->
          uptime =
              number("seconds").stream().mapToObj(Duration::ofSeconds).findFirst().or(() -> uptime);
      case "distance" -> distance = cursor.number("value", 0, 255);
      case "times" -> times = times();
      case "tcpsequence", "ipidsequence", "tcptssequence" -> sequences = sequences(name);
      default -> {}
    }
  }

  private void address() {
    switch (cursor.attribute("addrtype")) {
      case "ipv4" -> ip = Ipv4Address.tryParse(cursor.attribute("addr"));
      case "mac" -> {
        mac = MacAddress.tryParse(cursor.attribute("addr"));
        vendor = cursor.attribute("vendor");
      }
      default -> {}
    }
  }

  private OptionalInt number(String attribute) {
    return cursor.number(attribute, 0, MOST);
  }

  private Optional<Times> times() {
    OptionalInt roundTrip = number("srtt");
    OptionalInt variance = number("rttvar");
    OptionalInt timeout = number("to");
    return roundTrip.isEmpty() || variance.isEmpty() || timeout.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Times(
                micros(roundTrip.getAsInt()),
                micros(variance.getAsInt()),
                micros(timeout.getAsInt())));
  }

  private static Duration micros(int count) {
    return Duration.ofNanos(count * 1000L);
  }

  private Sequences sequences(String name) {
    Sequences s = sequences;
    String kind = cursor.attribute("class");
    String values = cursor.attribute("values");
    return switch (name) {
      case "tcpsequence" ->
          new Sequences(
              cursor.attribute("difficulty"),
              number("index"),
              values,
              s.ipIds(),
              s.ipIdValues(),
              s.timestamps(),
              s.timestampValues());
      case "ipidsequence" ->
          new Sequences(
              s.difficulty(),
              s.index(),
              s.isns(),
              kind,
              values,
              s.timestamps(),
              s.timestampValues());
      default ->
          new Sequences(
              s.difficulty(), s.index(), s.isns(), s.ipIds(), s.ipIdValues(), kind, values);
    };
  }

  private void hostNames() throws IOException {
    while (cursor.nextChild().isPresent()) {
      names.add(cursor.attribute("name"));
      cursor.skip();
    }
  }

  private void scripts() throws IOException {
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      if (child.get().equals("script")) {
        scripts.add(port.script());
      } else {
        cursor.skip();
      }
    }
  }

  private void ports() throws IOException {
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      switch (child.get()) {
        case "port" -> ports.add(port.read());
        case "extraports" -> otherPorts.add(otherPorts());
        default -> cursor.skip();
      }
    }
  }

  private OtherPorts otherPorts() throws IOException {
    String kind = cursor.attribute("state");
    int count = cursor.requiredNumber("count", 0, 1 << 20);
    List<Reason> reasons = new ArrayList<>();
    while (cursor.nextChild().isPresent()) {
      reasons.add(
          new Reason(
              cursor.attribute("reason"),
              number("count").orElse(0),
              cursor.attribute("proto"),
              cursor.attribute("ports")));
      cursor.skip();
    }
    return new OtherPorts(kind, count, reasons);
  }

  private OsDetection os() throws IOException {
    List<OsDetection.PortUsed> used = new ArrayList<>();
    List<OsDetection.Match> matches = new ArrayList<>();
    List<String> fingerprints = new ArrayList<>();
    for (Optional<String> child = cursor.nextChild();
        child.isPresent();
        child = cursor.nextChild()) {
      switch (child.get()) {
        case "portused" ->
            used.add(
                new OsDetection.PortUsed(
                    cursor.attribute("state"),
                    cursor.attribute("proto"),
                    cursor.requiredNumber("portid", 0, 0xffff)));
        case "osmatch" ->
            matches.add(
                new OsDetection.Match(
                    cursor.attribute("name"),
                    cursor.number("accuracy", 0, 100).orElse(0),
                    number("line").orElse(0)));
        case "osfingerprint" -> fingerprints.add(cursor.attribute("fingerprint"));
        default -> {}
      }
      cursor.skip();
    }
    return new OsDetection(used, matches, fingerprints);
  }
}
