package org.utsusemi.controller.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir Path directory;

  private final List<EventType> told = new CopyOnWriteArrayList<>();

  private static Event event(long id) {
    return new Event(
        id, Instant.EPOCH, EventType.SWITCH_LOST, Severity.WARNING, "s" + id, Map.of());
  }

  private EventFile open(EventFile.Limits limits) {
    return new EventFile(directory, limits, (type, subject, details) -> told.add(type));
  }

  @Test
  void appendsLinesOverARestart() throws IOException {
    for (int life = 0; life < 2; life++) {
      try (EventLog log = EventLog.in(directory.resolve("data"), InstantSource.system())) {
        log.publish(EventType.SWITCH_LOST, "life " + life, Map.of());
      }
    }
    assertThat(Files.readAllLines(directory.resolve("data/events.jsonl")))
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).contains("life 0"))
        .satisfies(lines -> assertThat(lines.get(1)).contains("life 1"));
  }

  @Test
  void isBoundedInSizeAndNumber() throws IOException {
    int line = event(1).toJson().length() + 1;
    EventFile.Limits limits = new EventFile.Limits(3L * line, 3, Duration.ofHours(1));
    try (EventFile file = open(limits)) {
      for (int id = 1; id <= 9; id++) {
        file.append(event(id));
      }
      // the tenth makes the first file go
      file.append(event(0));
    }
    assertThat(lines("events.jsonl")).containsExactly(event(0).toJson());
    assertThat(lines("events.1.jsonl"))
        .containsExactly(event(7).toJson(), event(8).toJson(), event(9).toJson());
    assertThat(lines("events.2.jsonl")).hasSize(3);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void aFileThatIsFullAtTheStartIsPutAside() throws IOException {
    Files.writeString(directory.resolve("events.jsonl"), "x".repeat(100));
    try (EventFile file = open(new EventFile.Limits(100, 2, Duration.ofHours(1)))) {
      file.append(event(1));
    }
    assertThat(lines("events.jsonl")).containsExactly(event(1).toJson());
    assertThat(lines("events.1.jsonl")).containsExactly("x".repeat(100));
  }

  @Test
  void aFullDiskIsToldOnceAndStopsOnlyTheFile() throws IOException {
    assumeThat(FULL_DISK).exists();
    Files.createSymbolicLink(directory.resolve("events.jsonl"), FULL_DISK);
    try (EventFile file = open(new EventFile.Limits(1000, 2, Duration.ZERO))) {
      for (int id = 0; id < 50; id++) {
        file.append(event(id));
      }
    }
    assertThat(told).containsExactly(EventType.EVENT_FILE_FAILED);
  }

  @Test
  void isWrittenAgainWhenTheDiskHasRoomAgain() throws IOException {
    assumeThat(FULL_DISK).exists();
    Path path = directory.resolve("events.jsonl");
    Files.createSymbolicLink(path, FULL_DISK);
    try (EventFile file = open(new EventFile.Limits(1000, 2, Duration.ZERO))) {
      file.append(event(1));
      await().until(() -> told.contains(EventType.EVENT_FILE_FAILED));
      Files.delete(path);
      file.append(event(2));
    }
    assertThat(told).containsExactly(EventType.EVENT_FILE_FAILED, EventType.EVENT_FILE_RESUMED);
    assertThat(lines("events.jsonl")).contains(event(2).toJson());
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }
}
