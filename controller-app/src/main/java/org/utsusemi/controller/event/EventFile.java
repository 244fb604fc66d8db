package org.utsusemi.controller.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code events.jsonl}, written by a thread of its own. When it is full it becomes {@code
 * events.1.jsonl}, that one {@code events.2.jsonl} and so on; the last is forgotten.
 */
final class EventFile implements AutoCloseable {
  /**
   * How much disk it may take.
   *
   * @param bytes of one file
   * @param files at most, the one that is written included
   * @param retry after a failure
   */
  record Limits(long bytes, int files, Duration retry) {
    static final Limits DEFAULT = new Limits(8 << 20, 5, Duration.ofSeconds(30));
  }

  /** Tells of the file's own failures. */
  interface Teller {
    void publish(EventType type, String subject, Map<String, Object> details);
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventFile.class);
  private static final int QUEUE = 1000;
  private static final long CLOSE_MS = 2000;

  private final Path directory;
  private final Path path;
  private final Limits limits;
  private final Teller teller;

  /** Empty: the end. */
  private final BlockingQueue<Optional<Event>> queue = new ArrayBlockingQueue<>(QUEUE);

  private final AtomicLong lost = new AtomicLong();
  private final Thread writer;
  private OutputStream out;
  private long size;
  private boolean failed;
  private long retryAt;

  EventFile(Path directory, Limits limits, Teller teller) {
    this.directory = directory;
    this.path = directory.resolve("events.jsonl");
    this.limits = limits;
    this.teller = teller;
    writer = new Thread(this::run, "event-file");
    writer.setDaemon(true);
    writer.start();
  }

  /** Never blocks; what the disk is too slow for is lost to the file, and counted. */
  void append(Event event) {
    if (!queue.offer(Optional.of(event))) {
      lost.incrementAndGet();
    }
  }

  private void run() {
    try {
      for (Optional<Event> next = queue.take(); next.isPresent(); next = queue.take()) {
        write(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly();
    }
  }

  private void write(Event event) {
    if (failed && System.nanoTime() - retryAt < 0) {
      lost.incrementAndGet();
      return;
    }
    byte[] line = (event.toJson() + '\n').getBytes(StandardCharsets.UTF_8);
    try {
      if (out != null && size + line.length > limits.bytes()) {
        rotate();
      }
      if (out == null) {
        open();
      }
      out.write(line);
      size += line.length;
      resumed();
    } catch (IOException e) {
      lost.incrementAndGet();
      failed(e);
    }
  }

  private void open() throws IOException {
    Files.createDirectories(directory);
    size = Files.exists(path) ? Files.size(path) : 0;
    if (size >= limits.bytes()) {
      rotate();
    }
    out = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (failed) {
      // what a full disk cut off stays a line of its own
      out.write('\n');
      size++;
    }
  }

  private void rotate() throws IOException {
    closeQuietly();
    for (int i = limits.files() - 1; i >= 1; i--) {
      Path older = directory.resolve("events." + i + ".jsonl");
      Path newer = i == 1 ? path : directory.resolve("events." + (i - 1) + ".jsonl");
      if (Files.exists(newer)) {
        Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    size = 0;
  }

  private void failed(IOException e) {
    closeQuietly();
    retryAt = System.nanoTime() + limits.retry().toNanos();
    if (!failed) {
      failed = true;
      teller.publish(
          EventType.EVENT_FILE_FAILED, path.toString(), Map.of("reason", String.valueOf(e)));
    }
  }

  private void resumed() {
    if (failed) {
      failed = false;
      teller.publish(
          EventType.EVENT_FILE_RESUMED, path.toString(), Map.of("lost", lost.getAndSet(0)));
    }
  }

  private void closeQuietly() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        LOG.debug("closing {}", path, e); // each line went out with its own write
      }
      out = null;
    }
  }

  @Override
  public void close() {
    try {
      if (queue.offer(Optional.empty(), CLOSE_MS, TimeUnit.MILLISECONDS)) {
        writer.join(CLOSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
