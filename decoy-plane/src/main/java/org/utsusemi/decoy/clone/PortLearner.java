package org.utsusemi.decoy.clone;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.utsusemi.decoy.capture.SynAnswer;
import org.utsusemi.decoy.capture.UdpTalk;
import org.utsusemi.decoy.clone.Draft.PortDraft;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.decoy.nmap.ScannedHost.OtherPorts;
import org.utsusemi.decoy.nmap.ScannedPort;

/** Which ports are open, closed, filtered; what most of them are is the default. */
final class PortLearner {
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final String FILTERED = "filtered";

  private static final int FIRST_EPHEMERAL = 32_768;

  private final Map<Integer, String> states = new TreeMap<>();
  private final Map<String, Integer> others = new HashMap<>();

  private boolean scanned;

  private PortLearner() {}

  static void learn(Evidence evidence, Draft draft, Notes notes) {
    draft.tcpDefault = learn(evidence, "tcp", draft.tcp, notes);
    draft.udpDefault = learn(evidence, "udp", draft.udp, notes);
    if (draft.tcp.values().stream().noneMatch(port -> port.state().equals(OPEN))) {
      notes.missing("any open TCP port", "neither scan nor capture shows one");
    }
  }

  private static String learn(
      Evidence evidence, String protocol, Map<Integer, PortDraft> out, Notes notes) {
    PortLearner learner = new PortLearner();
    evidence.scans().forEach(scan -> learner.scan(scan, protocol));
    if (protocol.equals("tcp")) {
      evidence.seen().synAnswers().forEach(learner::syn);
    } else {
      evidence.seen().datagrams().forEach(learner::datagram);
    }
    if (learner.states.isEmpty() && learner.others.isEmpty()) {
      notes.missing(
          "what " + protocol.toUpperCase(java.util.Locale.ROOT) + " ports do",
          protocol.equals("udp")
              ? "they were not scanned: nmap -sSU -p T:1-1024,U:53,161,… ; all are said to be closed"
              : "they were not scanned; all that the capture does not show are said to be closed");
    }
    String usual = learner.usual();
    learner.states.forEach(
        (port, state) -> {
          if (!state.equals(usual) && port > 0) {
            out.put(port, PortDraft.of(state));
          }
        });
    long open = learner.states.values().stream().filter(OPEN::equals).count();
    notes.learned(protocol + ": " + open + " open port(s), most others " + usual);
    return usual;
  }

  private void scan(ScannedHost scan, String protocol) {
    scanned = true;
    for (ScannedPort port : scan.ports()) {
      if (port.protocol().equals(protocol)) {
        state(port.state()).ifPresent(state -> put(port.number(), state));
      }
    }
    for (OtherPorts group : scan.otherPorts()) {
      int count =
          group.reasons().stream()
              .filter(r -> r.protocol().isEmpty() || r.protocol().equals(protocol))
              .mapToInt(ScannedHost.Reason::count)
              .sum();
      state(group.state()).ifPresent(state -> others.merge(state, count, Integer::sum));
    }
  }

  /** What a scan saw open once is open, whatever another that lost packets says. */
  private void put(int port, String state) {
    states.merge(port, state, (before, now) -> before.equals(OPEN) ? before : now);
  }

  /** A high port that no scan found open was open for one transfer. */
  private void syn(SynAnswer answer) {
    boolean transientPort =
        answer.accepted()
            && answer.port() >= FIRST_EPHEMERAL
            && scanned
            && !OPEN.equals(states.get(answer.port()));
    if (transientPort) {
      return;
    }
    put(answer.port(), answer.accepted() ? OPEN : CLOSED);
  }

  private void datagram(UdpTalk talk) {
    if (!talk.answers().isEmpty()) {
      put(talk.port(), OPEN);
    } else if (talk.refused()) {
      put(talk.port(), CLOSED);
    }
  }

  /** A port from which nothing comes, open or not, is as good as filtered. */
  private static java.util.Optional<String> state(String nmaps) {
    return switch (nmaps) {
      case "open" -> java.util.Optional.of(OPEN);
      case "closed" -> java.util.Optional.of(CLOSED);
      case "filtered", "open|filtered", "closed|filtered" -> java.util.Optional.of(FILTERED);
      default -> java.util.Optional.empty();
    };
  }

  private String usual() {
    Map<String, Integer> counts = new HashMap<>(others);
    states.values().forEach(state -> counts.merge(state, 1, Integer::sum));
    int closed = counts.getOrDefault(CLOSED, 0);
    int filtered = counts.getOrDefault(FILTERED, 0);
    return filtered > closed ? FILTERED : CLOSED;
  }
}
