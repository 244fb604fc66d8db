package org.utsusemi.decoy.clone;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.decoy.clone.Draft.PortDraft;
import org.utsusemi.decoy.learned.Dialogue;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.nmap.ScannedPort;

/** What speaks on the open ports: Modbus, a dialogue that was heard, or nothing that is known. */
final class ServiceLearner {
  private ServiceLearner() {}

  static void learn(Evidence evidence, Draft draft, Notes notes) {
    Set<Integer> modbus = ModbusLearner.ports(evidence);
    if (!modbus.isEmpty()) {
      draft.modbus = java.util.Optional.of(ModbusLearner.learn(evidence, modbus, notes));
      modbus.forEach(port -> service(draft.tcp, port, "modbus"));
    }
    Map<Integer, Listening.Port> tcp = Listening.tcp(evidence.seen());
    tcp.keySet().removeAll(modbus);
    open(evidence, "tcp", draft.tcp, tcp, draft.tcpDialogues, modbus, notes);
    Map<Integer, Listening.Port> udp = Listening.udp(evidence.seen());
    open(evidence, "udp", draft.udp, udp, draft.udpDialogues, Set.of(), notes);
  }

  private static void open(
      Evidence evidence,
      String transport,
      Map<Integer, PortDraft> ports,
      Map<Integer, Listening.Port> heard,
      Map<Integer, Dialogue> out,
      Set<Integer> known,
      Notes notes) {
    for (int port : List.copyOf(ports.keySet())) {
      if (!ports.get(port).state().equals("open") || known.contains(port)) {
        continue;
      }
      String what = transport + " " + port;
      String name = name(evidence, transport, port);
      Listening.Port talk = heard.get(port);
      if (talk == null) {
        notes.missing(
            what + (name.isEmpty() ? "" : " (" + name + ")") + ": what it says",
            "no capture shows a conversation with it: take one (--pcap) while nmap -sV -sC and a"
                + " client of this service talk to it; the clone says nothing there");
      } else if (talk.isTls()) {
        notes.missing(
            what + ": what it says",
            "it speaks TLS, which cannot be said again; the clone says nothing there");
      } else if (!talk.isSilent()) {
        dialogue(evidence, what, name, talk, notes, port, out);
        service(ports, port, "learned");
      } else {
        notes.learned(what + ": says nothing, whatever it is asked");
      }
    }
  }

  private static void dialogue(
      Evidence evidence,
      String what,
      String name,
      Listening.Port talk,
      Notes notes,
      int port,
      Map<Integer, Dialogue> out) {
    List<byte[]> greetings = talk.greetings.stream().map(Heard::answer).toList();
    DialogueLearner learner =
        new DialogueLearner(evidence.address(), what, talk.heard, greetings, notes);
    Dialogue dialogue = learner.learn(name, talk.greetings);
    out.put(port, dialogue);
    boolean nothing =
        dialogue.exchanges().isEmpty() && dialogue.otherwise().equals(Outcome.SILENCE);
    if (nothing) {
      notes.missing(
          what + ": what it answers", "nobody asked it anything in the capture but to be greeted");
    }
  }

  /** As nmap calls it, when it is sure; touches bear this name. */
  private static String name(Evidence evidence, String transport, int port) {
    return evidence.scans().stream()
        .flatMap(scan -> scan.ports().stream())
        .filter(p -> p.protocol().equals(transport) && p.number() == port)
        .flatMap(p -> p.service().stream())
        .map(ScannedPort.Service::name)
        .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}"))
        .findFirst()
        .orElse(transport);
  }

  private static void service(Map<Integer, PortDraft> ports, int port, String service) {
    PortDraft before = ports.getOrDefault(port, PortDraft.of("open"));
    ports.put(port, new PortDraft(service, before.latency(), before.idle()));
  }
}
