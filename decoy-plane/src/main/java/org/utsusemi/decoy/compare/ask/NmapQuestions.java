package org.utsusemi.decoy.compare.ask;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.scan.PortKey;
import org.utsusemi.decoy.compare.scan.Sanitiser;
import org.utsusemi.decoy.compare.scan.ScanQuestions;
import org.utsusemi.decoy.nmap.NmapScan;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.topology.address.Ipv4Address;

/** What nmap asks: ports, the TCP/IP stack, services, scripts. */
final class NmapQuestions {
  private static final Duration SCAN_LIMIT = Duration.ofMinutes(20);
  private static final Duration STACK_LIMIT = Duration.ofMinutes(5);

  /** For detecting a stack; more of them only take longer. */
  private static final int OPEN_PORTS = 2;

  private static final int CLOSED_PORTS = 2;

  /** A port that hardly anything uses, to be the closed one where ports were named one by one. */
  private static final int USUALLY_CLOSED = 1;

  private final Plan plan;
  private final NmapProcess nmap;
  private final InstantSource time;
  private final Pair pair;
  private Set<PortKey> open = Set.of();
  private Set<Integer> closed = Set.of();
  private boolean sameDistance = true;

  NmapQuestions(Plan plan, NmapProcess nmap, InstantSource time, Pair pair) {
    this.plan = plan;
    this.nmap = nmap;
    this.time = time;
    this.pair = pair;
  }

  /** Ports that are open at the original, as the last scan of ports saw them. */
  Set<PortKey> open() {
    return open;
  }

  /** TCP ports that are closed at the original; may be empty. */
  Set<Integer> closed() {
    return closed;
  }

  /**
   * Scans the ports of both in one run.
   *
   * @throws CouldNotAsk also when one of them does not answer at all
   */
  void ports() throws CouldNotAsk, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(tcpScan()));
    if (plan.ports().map(ports -> ports.contains("U:")).orElse(false)) {
      arguments.add("-sU");
    }
    plan.ports().ifPresent(ports -> arguments.addAll(List.of("-p", withClosed(ports))));
    NmapScan scan = nmap.run(arguments, List.of(plan.original(), plan.copy()), SCAN_LIMIT);
    ScannedHost original = host(scan, plan.original());
    ScannedHost copy = host(scan, plan.copy());
    answering(original, plan.original());
    answering(copy, plan.copy());
    sameDistance = original.mac().isPresent() == copy.mac().isPresent();
    open =
        original.ports().stream()
            .filter(port -> port.isOpen())
            .map(port -> new PortKey(port.protocol(), port.number()))
            .collect(Collectors.toCollection(TreeSet::new));
    closed =
        original.ports().stream()
            .filter(port -> port.protocol().equals("tcp") && port.state().equals("closed"))
            .map(port -> port.number())
            .collect(Collectors.toCollection(TreeSet::new));
    if (closed.isEmpty() && others(original, "closed")) {
      closed = Set.of(USUALLY_CLOSED);
    }
    Set<PortKey> all = new TreeSet<>(ScanQuestions.listed(original));
    all.addAll(ScanQuestions.listed(copy));
    tell(original, pair.original(), all);
    tell(copy, pair.copy(), all);
    noteLink(original, copy);
  }

  /** Without being root nmap connects as any program does. */
  private static String tcpScan() {
    return Place.isRoot() ? "-sS" : "-sT";
  }

  /** nmap needs a closed TCP port to tell a stack; a list of the open ones has none. */
  private static String withClosed(String ports) {
    return "T:" + USUALLY_CLOSED + "," + ports;
  }

  private void tell(ScannedHost host, Observations out, Set<PortKey> all) {
    ScanQuestions questions = questions(host, out);
    if (plan.topics().contains(Topic.PORTS)) {
      questions.ports(host, all, sameDistance);
    }
    if (plan.topics().contains(Topic.LINK) && sameDistance) {
      questions.link(host);
    }
  }

  private void noteLink(ScannedHost original, ScannedHost copy) {
    if (plan.topics().contains(Topic.LINK) && (original.mac().isEmpty() || copy.mac().isEmpty())) {
      pair.note("MAC addresses are not compared: not both machines are on this machine's own link");
    }
  }

  private static boolean others(ScannedHost host, String state) {
    return host.otherPorts().stream().anyMatch(other -> other.state().equals(state));
  }

  private static void answering(ScannedHost host, Ipv4Address address) throws CouldNotAsk {
    boolean answered =
        host.ports().stream().anyMatch(port -> !port.reason().equals("no-response"))
            || host.otherPorts().stream()
                .flatMap(other -> other.reasons().stream())
                .anyMatch(reason -> !reason.reason().equals("no-response"));
    if (!answered) {
      throw new CouldNotAsk(address + " answers on none of the ports");
    }
  }

  /** One round of {@code nmap -O} of each, one after the other. */
  void stack() throws CouldNotAsk, InterruptedException {
    boolean both = stack(plan.original(), pair.original());
    both &= stack(plan.copy(), pair.copy());
    if (!both) {
      pair.note(
          "nmap -O gave no fingerprint of one of them: it needs an open and a closed TCP port");
    }
  }

  private boolean stack(Ipv4Address address, Observations out)
      throws CouldNotAsk, InterruptedException {
    String ports =
        open.stream()
                .filter(port -> port.protocol().equals("tcp"))
                .limit(OPEN_PORTS)
                .map(port -> port.number() + ",")
                .collect(Collectors.joining())
            + closed.stream()
                .limit(CLOSED_PORTS)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    List<String> arguments =
        List.of(
            "-sS",
            "-O",
            "--max-os-tries",
            "1",
            "-vv",
            "-p",
            ports.isEmpty() ? String.valueOf(USUALLY_CLOSED) : ports);
    ScannedHost host = host(nmap.run(arguments, List.of(address), STACK_LIMIT), address);
    return questions(host, out).stack(host);
  }

  /** Services and scripts of both in one run, on the ports that are open at the original. */
  void services() throws CouldNotAsk, InterruptedException {
    if (open.isEmpty()) {
      pair.note("no services are compared: no port of the original is open");
      return;
    }
    List<String> arguments = new ArrayList<>(List.of(tcpScan()));
    if (open.stream().anyMatch(port -> port.protocol().equals("udp"))) {
      arguments.add("-sU");
    }
    arguments.add("-sV");
    arguments.addAll(List.of("--version-intensity", String.valueOf(plan.intensity())));
    if (!plan.scripts().isEmpty() && plan.topics().contains(Topic.SCRIPTS)) {
      arguments.addAll(List.of("--script", plan.scripts()));
    }
    arguments.add("-p");
    arguments.add(
        open.stream()
            .map(port -> (port.protocol().equals("udp") ? "U:" : "T:") + port.number())
            .collect(Collectors.joining(",")));
    NmapScan scan = nmap.run(arguments, List.of(plan.original(), plan.copy()), SCAN_LIMIT);
    services(host(scan, plan.original()), pair.original());
    services(host(scan, plan.copy()), pair.copy());
  }

  private void services(ScannedHost host, Observations out) {
    ScanQuestions questions = questions(host, out);
    if (plan.topics().contains(Topic.SERVICES)) {
      questions.services(host);
    }
    if (plan.topics().contains(Topic.SCRIPTS)) {
      questions.scripts(host);
    }
  }

  private ScanQuestions questions(ScannedHost host, Observations out) {
    List<String> names = new ArrayList<>();
    host.ip().ifPresent(ip -> names.add(ip.toString()));
    host.mac().ifPresent(mac -> names.add(mac.toString()));
    return new ScanQuestions(out, new Sanitiser(names, time.instant()));
  }

  private static ScannedHost host(NmapScan scan, Ipv4Address address) throws CouldNotAsk {
    Optional<ScannedHost> host =
        scan.hosts().stream()
            .filter(each -> each.ip().equals(Optional.of(address)) && !each.state().equals("down"))
            .findFirst();
    return host.orElseThrow(() -> new CouldNotAsk(address + " does not answer"));
  }
}
