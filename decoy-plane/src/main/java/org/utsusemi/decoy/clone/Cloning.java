package org.utsusemi.decoy.clone;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.utsusemi.decoy.learned.Dialogue;
import org.utsusemi.decoy.learned.Exchange;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.topology.yaml.Problem;

/** From evidence to the text of a persona file that has been read and tried. */
final class Cloning {
  /** A persona file has at most 1 MiB; dialogues get so much of it. */
  private static final int MOST_DIALOGUE = 900_000;

  private final Evidence evidence;
  private final String name;
  private final boolean exactMac;
  private final Notes notes;
  private final Consumer<String> progress;

  /** A file with what trying it came to. */
  record Made(String text, Rehearing.Result tried) {}

  Cloning(
      Evidence evidence, String name, boolean exactMac, Notes notes, Consumer<String> progress) {
    this.evidence = evidence;
    this.name = name;
    this.exactMac = exactMac;
    this.notes = notes;
    this.progress = progress;
  }

  /**
   * Makes it.
   *
   * @throws IOException when the persona cannot be read again: a defect of this program
   */
  Made make() throws IOException {
    Draft draft = new Draft();
    draft.name = name;
    progress.accept("learning who it is");
    MakerLearner.learn(evidence, exactMac, draft, notes);
    progress.accept("learning its personality");
    PersonalityLearner.learn(evidence, draft, notes);
    progress.accept("learning its ports");
    PortLearner.learn(evidence, draft, notes);
    progress.accept("learning its services");
    ServiceLearner.learn(evidence, draft, notes);
    shorten(draft);
    TimingLearner.learn(evidence, draft, notes);
    evidence.seen().left().forEach(left -> notes.missing(left, "there were too many"));
    progress.accept("asking the clone what the device was asked");
    Persona persona = read(text(draft));
    if (draft.modbus.isPresent()) {
      ModbusRehearing first =
          ModbusRehearing.of(persona.modbus().orElseThrow(), units(draft), evidence);
      draft.modbus.get().fixed.addAll(first.fixed());
      persona = read(text(draft));
    }
    Rehearing.Result tried = Rehearing.of(persona, evidence);
    if (persona.modbus().isPresent()) {
      tried =
          ModbusRehearing.of(persona.modbus().get(), units(draft), evidence).result().plus(tried);
    }
    return new Made(text(draft), tried);
  }

  private static java.util.Set<Integer> units(Draft draft) {
    return draft.modbus.orElseThrow().units;
  }

  private String text(Draft draft) {
    String missing =
        notes.missing().stream()
            .map(m -> "  " + m.what() + ": " + m.why())
            .collect(Collectors.joining("\n"));
    return PersonaText.of(
        draft,
        "Made by 'utsusemi clone' of "
            + evidence.address()
            + "."
            + (missing.isEmpty() ? "" : "\nNot learned:\n" + missing));
  }

  private static Persona read(String text) throws IOException {
    PersonaFile.Result result = PersonaFile.reader().read("the persona", text);
    if (result.persona().isPresent()) {
      return result.persona().get();
    }
    List<Problem> problems = result.problems();
    throw new IOException(
        "what was made is no persona that can be read: "
            + problems.stream().limit(3).map(Problem::toString).collect(Collectors.joining("; ")));
  }

  /** Leaves out what was heard last when the file would be too long to be read. */
  private void shorten(Draft draft) {
    for (java.util.Map<Integer, Dialogue> dialogues :
        List.of(draft.tcpDialogues, draft.udpDialogues)) {
      int share =
          MOST_DIALOGUE / Math.max(1, draft.tcpDialogues.size() + draft.udpDialogues.size());
      dialogues.replaceAll((port, dialogue) -> shorten(port, dialogue, share));
    }
  }

  /** What was asked first is what everybody asks first. */
  private Dialogue shorten(int port, Dialogue dialogue, int share) {
    List<Exchange> kept = new java.util.ArrayList<>();
    int size = 0;
    for (Exchange exchange : dialogue.exchanges()) {
      if (size + size(exchange) <= share) {
        kept.add(exchange);
        size += size(exchange);
      }
    }
    int left = dialogue.exchanges().size() - kept.size();
    if (left == 0) {
      return dialogue;
    }
    notes.missing(
        "port " + port + ": the last " + left + " exchange(s)",
        "a persona file has at most 1 MiB; the clone answers these requests as unknown ones");
    return new Dialogue(
        dialogue.protocol(), dialogue.compare(), dialogue.greeting(), kept, dialogue.otherwise());
  }

  private static int size(Exchange exchange) {
    return PieceText.of(exchange.request().pieces()).length()
        + PieceText.of(exchange.outcome()).length()
        + 40;
  }
}
