package org.utsusemi.topology.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.utsusemi.topology.model.SourceRef;

/**
 * Parser events to a tree. Events and not composed nodes, because they come one by one: depth is
 * bounded before anything is built, and an alias is still to be seen as one.
 */
final class TreeReader {
  /** Carries the first problem out of the recursion; never leaves this class. */
  private static final class Refused extends Exception {
    private final transient SourceRef at;

    Refused(SourceRef at, String message) {
      super(message);
      this.at = at;
    }
  }

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(2 * Yaml.MAX_LENGTH).build();

  private final String fileName;
  private final Problems problems;
  private Iterator<Event> events;

  TreeReader(String fileName, Problems problems) {
    this.fileName = fileName;
    this.problems = problems;
  }

  Optional<Yaml> read(String text) {
    try {
      checkCharacters(text);
      events = new Parse(SETTINGS).parseString(text).iterator();
      return Optional.of(document());
    } catch (Refused e) {
      problems.add(e.at, e.getMessage());
      return Optional.empty();
    }
  }

  private Yaml document() throws Refused {
    next(); // start of the stream
    if (next().getEventId() == Event.ID.StreamEnd) {
      throw new Refused(new SourceRef(fileName, 1, 1), "the file is empty");
    }
    Yaml root = node(next(), 1);
    next(); // end of the document
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new Refused(at(after), "a second document starts here: keep one document in a file");
    }
    return root;
  }

  private Yaml node(Event event, int depth) throws Refused {
    SourceRef at = at(event);
    if (event instanceof AliasEvent) {
      throw new Refused(at, "an alias (*…) is not supported: write the value again");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(at, scalar.getTag());
      return new Scalar(at, scalar.getValue(), !scalar.isPlain());
    }
    refuseTag(at, ((CollectionStartEvent) event).getTag());
    if (depth > Yaml.MAX_DEPTH) {
      throw new Refused(at, "more than " + Yaml.MAX_DEPTH + " levels inside one another");
    }
    return event instanceof MappingStartEvent ? mapping(at, depth) : sequence(at, depth);
  }

  private Mapping mapping(SourceRef at, int depth) throws Refused {
    List<Mapping.Entry> entries = new ArrayList<>();
    for (Event e = next(); e.getEventId() != Event.ID.MappingEnd; e = next()) {
      Yaml key = node(e, depth + 1);
      if (!(key instanceof Scalar name)) {
        throw new Refused(key.at(), "expected a word as key, found " + key.describe());
      }
      entries.add(new Mapping.Entry(name, node(next(), depth + 1)));
    }
    return new Mapping(at, entries);
  }

  private Sequence sequence(SourceRef at, int depth) throws Refused {
    List<Yaml> items = new ArrayList<>();
    for (Event e = next(); e.getEventId() != Event.ID.SequenceEnd; e = next()) {
      items.add(node(e, depth + 1));
    }
    return new Sequence(at, items);
  }

  private static void refuseTag(SourceRef at, Optional<String> tag) throws Refused {
    // "!" alone is what the parser says of quoted text, and means nothing
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw new Refused(at, "a tag (" + tag.get() + ") has no meaning here: leave it out");
    }
  }

  private Event next() throws Refused {
    try {
      return events.next();
    } catch (MarkedYamlEngineException e) {
      SourceRef at =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(this::at)
              .orElse(new SourceRef(fileName, 1, 1));
      String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
      throw new Refused(at, "not YAML: " + e.getProblem() + context);
    } catch (RuntimeException e) {
      // the library promises its own exception, yet some broken escapes and directives make it
      // fail with the JDK's; a file may not take the program down either way
      throw new Refused(new SourceRef(fileName, 1, 1), "not YAML: " + e.getMessage());
    }
  }

  private void checkCharacters(String text) throws Refused {
    if (text.length() > Yaml.MAX_LENGTH) {
      throw new Refused(
          new SourceRef(fileName, 1, 1),
          text.length() + " characters are too many: at most " + Yaml.MAX_LENGTH);
    }
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw new Refused(
            new SourceRef(fileName, line, column),
            String.format("unprintable character U+%04X: remove it", c));
      }
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }
  }

  private SourceRef at(Event event) {
    return event.getStartMark().map(this::at).orElse(new SourceRef(fileName, 1, 1));
  }

  private SourceRef at(Mark mark) {
    return new SourceRef(fileName, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
