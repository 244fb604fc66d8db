package org.utsusemi.controller.plant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.model.Site;

/**
 * Keeps one {@link Remembered} in {@code plant-state.json}. Each save is whole or not at all: it is
 * on the disk under another name before it takes the old one's place.
 */
public final class PlantMemory {
  private static final String FILE = "plant-state.json";
  private static final long MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path directory;

  /**
   * @param directory exists and can be written
   */
  public PlantMemory(Path directory) {
    this.directory = directory;
  }

  Path file() {
    return directory.resolve(FILE);
  }

  /**
   * @throws IOException when a file is there and cannot be read or understood; it says which and
   *     why
   */
  Optional<Remembered> load() throws IOException {
    try {
      if (Files.size(file()) > MAX_BYTES) {
        throw new IOException(file() + " is larger than it can be: " + Files.size(file()));
      }
      return Optional.of(JSON.readValue(Files.readAllBytes(file()), Remembered.class));
    } catch (NoSuchFileException nothingYet) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(file() + " cannot be understood: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * What a controller begins with: what is remembered, or the site's initial state. What is
   * remembered of switches that the site no longer has is forgotten, for they will never confirm
   * it.
   *
   * @throws IOException when the memory cannot be read, or names a state that the site does not
   *     have
   */
  Remembered takeOver(Site site, Instant now) throws IOException {
    Optional<Remembered> kept = load();
    if (kept.isEmpty()) {
      String initial = site.initialState().name();
      return new Remembered(initial, now, "controller", "first start", 0, Set.of(), Map.of());
    }
    Remembered remembered = kept.get();
    if (!site.plantStates().containsKey(remembered.state())) {
      throw new IOException(
          file()
              + " says that the plant is in state "
              + remembered.state()
              + ", which the site file does not have (it has "
              + String.join(", ", site.plantStates().keySet())
              + "): name that state in the site file, or move the file away to begin in "
              + site.initialState().name());
    }
    Map<String, Set<String>> unconfirmed = new HashMap<>(remembered.unconfirmed());
    unconfirmed.keySet().retainAll(site.switches().keySet());
    return remembered.with(unconfirmed.isEmpty() ? Set.of() : remembered.held(), unconfirmed);
  }

  void save(Remembered remembered) throws IOException {
    Path next = directory.resolve(FILE + ".next");
    try (FileChannel out =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(remembered));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(directory)) {
      folder.force(true);
    }
  }
}
