package org.utsusemi.decoy.compare.scan;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.rule.SameBytes;
import org.utsusemi.decoy.compare.rule.SameText;
import org.utsusemi.decoy.compare.rule.SameUptime;
import org.utsusemi.decoy.compare.rule.SeenBefore;
import org.utsusemi.decoy.compare.stack.FingerprintQuestions;
import org.utsusemi.decoy.nmap.OsDetection;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.decoy.nmap.ScannedPort;
import org.utsusemi.decoy.nmap.ScriptResult;

/** Tells what one scan shows of one machine. */
public final class ScanQuestions {
  private static final String NONE = "none";

  private final Observations out;
  private final Sanitiser sanitiser;

  public ScanQuestions(Observations out, Sanitiser sanitiser) {
    this.out = out;
    this.sanitiser = sanitiser;
  }

  /** The ports that a scan lists one by one. */
  public static Set<PortKey> listed(ScannedHost host) {
    return host.ports().stream().map(PortKey::of).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * State and reason of each port.
   *
   * @param all ports to tell of; one that the scan only counts has the state of those
   * @param sameDistance whether both machines are as many hops away, so that what is left of a time
   *     to live can be compared
   */
  public void ports(ScannedHost host, Set<PortKey> all, boolean sameDistance) {
    for (PortKey key : all) {
      Optional<ScannedPort> port =
          host.ports().stream().filter(each -> PortKey.of(each).equals(key)).findFirst();
      add(Topic.PORTS, key, "state", port.map(ScannedPort::state).orElse(others(host)));
      if (port.isEmpty()) {
        continue;
      }
      add(Topic.PORTS, key, "why nmap says so", port.get().reason());
      if (sameDistance && port.get().reasonTtl().orElse(0) > 0) {
        add(
            Topic.PORTS,
            key,
            "time to live on arrival",
            String.valueOf(port.get().reasonTtl().getAsInt()));
      }
    }
    if (!host.otherPorts().isEmpty()) {
      String reasons =
          host.otherPorts().stream()
              .flatMap(
                  other ->
                      other.reasons().stream()
                          .map(reason -> other.state() + " (" + reason.reason() + ")"))
              .sorted()
              .distinct()
              .collect(Collectors.joining(", "));
      out.add(question(Topic.PORTS, "all other ports", "state"), reasons);
    }
  }

  private static String others(ScannedHost host) {
    Set<String> states =
        host.otherPorts().stream()
            .map(ScannedHost.OtherPorts::state)
            .collect(Collectors.toCollection(TreeSet::new));
    return states.isEmpty() ? "not told" : String.join(" or ", states);
  }

  /** What {@code -sV} says of the ports that are open. */
  public void services(ScannedHost host) {
    for (ScannedPort port : host.ports()) {
      if (port.service().isEmpty() || !port.state().startsWith("open")) {
        continue;
      }
      ScannedPort.Service service = port.service().get();
      PortKey key = PortKey.of(port);
      add(Topic.SERVICES, key, "service", service.name() + " (" + service.method() + ")");
      add(Topic.SERVICES, key, "product", text(service.product()));
      add(Topic.SERVICES, key, "version", text(service.version()));
      add(Topic.SERVICES, key, "extra info", text(service.extraInfo()));
      add(Topic.SERVICES, key, "host name", text(service.hostName()));
      add(Topic.SERVICES, key, "operating system", text(service.osType()));
      add(Topic.SERVICES, key, "kind of device", text(service.deviceType()));
      add(Topic.SERVICES, key, "tunnel", text(service.tunnel()));
      add(Topic.SERVICES, key, "platforms", text(String.join(" ", service.cpe())));
      ServiceFingerprint.read(service.fingerprint())
          .forEach(
              (probe, answer) ->
                  out.add(
                      new Question(
                          Topic.SERVICES,
                          key.toString(),
                          "answer to nmap's probe " + probe,
                          "",
                          SameBytes.ANSWER),
                      SameBytes.value(clean(answer))));
    }
  }

  private byte[] clean(byte[] answer) {
    java.nio.charset.Charset bytes = java.nio.charset.StandardCharsets.ISO_8859_1;
    return sanitiser.clean(new String(answer, bytes)).getBytes(bytes);
  }

  /** What scripts print of the machine and of its ports. */
  public void scripts(ScannedHost host) {
    host.scripts().forEach(script -> script("the machine", script));
    host.ports()
        .forEach(
            port -> port.scripts().forEach(script -> script(PortKey.of(port).toString(), script)));
  }

  private void script(String subject, ScriptResult script) {
    out.add(
        new Question(Topic.SCRIPTS, subject, "script " + script.id(), "", SameText.LINES),
        sanitiser.clean(script.output().strip()));
  }

  /** Who made the network card, where the machine is on the same link. */
  public void link(ScannedHost host) {
    host.mac()
        .ifPresent(
            mac ->
                out.add(
                    question(Topic.LINK, "MAC address", "vendor"),
                    host.macVendor().isEmpty()
                        ? "unknown ("
                            + mac.toString().substring(0, 8).toUpperCase(Locale.ROOT)
                            + ")"
                        : host.macVendor()));
  }

  /**
   * The fingerprint and the uptime.
   *
   * @return whether there is a fingerprint
   */
  public boolean stack(ScannedHost host) {
    Optional<String> fingerprint =
        host.os().map(OsDetection::fingerprints).flatMap(each -> each.stream().findFirst());
    fingerprint.ifPresent(text -> FingerprintQuestions.tell(text, out::add));
    out.add(
        new Question(Topic.STACK, "TCP timestamps", "uptime", "uptime", SameUptime.SECONDS),
        host.uptime()
            .filter(uptime -> fingerprint.map(FingerprintQuestions::tellsTime).orElse(true))
            .map(uptime -> String.valueOf(uptime.toSeconds()))
            .orElse(NONE));
    return fingerprint.isPresent();
  }

  private String text(String value) {
    return value.isEmpty() ? NONE : sanitiser.clean(value);
  }

  private void add(Topic topic, PortKey port, String aspect, String value) {
    out.add(question(topic, port.toString(), aspect), value);
  }

  private static Question question(Topic topic, String subject, String aspect) {
    return new Question(topic, subject, aspect, "", SeenBefore.PLAIN);
  }
}
