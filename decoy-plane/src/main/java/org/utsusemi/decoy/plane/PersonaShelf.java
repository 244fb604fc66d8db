package org.utsusemi.decoy.plane;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;

/**
 * Persona texts made into personas. A text that stays the same from one world view to the next is
 * read once. One that cannot be read is told in the log, and whoever should have it gets what
 * conduits tell of it: {@code check} refused the file, so it has been changed since.
 */
final class PersonaShelf {
  private static final Logger LOG = LoggerFactory.getLogger(PersonaShelf.class);

  private record Book(String text, Optional<Persona> persona) {}

  private final PersonaFile reader;
  private Map<String, Book> books = Map.of();

  PersonaShelf(PersonaFile reader) {
    this.reader = reader;
  }

  /** The personas of the texts that can be read, by the texts' names. */
  Map<String, Persona> read(Map<String, String> texts) {
    Map<String, Book> now = new HashMap<>();
    texts.forEach(
        (name, text) -> {
          Book before = books.get(name);
          now.put(name, before != null && before.text().equals(text) ? before : open(name, text));
        });
    books = now;
    Map<String, Persona> personas = new HashMap<>();
    now.forEach((name, book) -> book.persona().ifPresent(p -> personas.put(name, p)));
    return personas;
  }

  private Book open(String name, String text) {
    PersonaFile.Result result = reader.read(name, text);
    result.problems().forEach(problem -> LOG.warn("persona not usable: {}", problem));
    return new Book(text, result.persona());
  }
}
