package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what the child prints into the controller's log, line by line, at a bounded rate and
 * without its control characters.
 */
final class OutputPump implements Runnable {
  static final int LINES_PER_SECOND = 20;
  static final int LONGEST = 500;

  private static final long SECOND = 1_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);

  private final InputStream in;
  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private final byte[] line = new byte[LONGEST];
  private int length;
  private long second;
  private int lines;
  private long suppressed;

  OutputPump(InputStream in, Consumer<String> log, LongSupplier nanoTime) {
    this.in = in;
    this.log = log;
    this.nanoTime = nanoTime;
    this.second = nanoTime.getAsLong();
  }

  /** Until the child closes its end. */
  @Override
  public void run() {
    byte[] buffer = new byte[4096];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          take(buffer[i]);
        }
      }
      if (length > 0) {
        emit();
      }
    } catch (IOException e) {
      LOG.debug("the end of its output", e); // it was ended while it spoke
    }
  }

  private void take(byte b) {
    if (b == '\n') {
      emit();
    } else if (length < LONGEST) {
      line[length++] = b;
    }
  }

  private void emit() {
    String text = new String(line, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    length = 0;
    long now = nanoTime.getAsLong();
    if (now - second >= SECOND) {
      second = now;
      lines = 0;
      if (suppressed > 0) {
        log.accept(suppressed + " lines left out");
        suppressed = 0;
      }
    }
    if (++lines <= LINES_PER_SECOND) {
      log.accept(text);
    } else {
      suppressed++;
    }
  }
}
