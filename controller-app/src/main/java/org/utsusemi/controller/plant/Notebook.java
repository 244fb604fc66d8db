package org.utsusemi.controller.plant;

import java.io.IOException;
import java.util.Optional;

/**
 * Writes down what must survive a restart, as well as the disk allows. A full disk must not keep a
 * plant from changing its state: it is told once, the change goes on, and it is tried again.
 */
final class Notebook {
  private final PlantMemory memory;
  private final PlantListener listener;
  private volatile String problem;

  Notebook(PlantMemory memory, PlantListener listener) {
    this.memory = memory;
    this.listener = listener;
  }

  void write(Remembered remembered) {
    try {
      memory.save(remembered);
      problem = null;
    } catch (IOException e) {
      boolean told = problem != null;
      problem = "the plant state cannot be saved, a restart would take over an older one: " + e;
      if (!told) {
        listener.problem("memory", problem);
      }
    }
  }

  /** Writes again what could not be written. */
  void retry(Remembered remembered) {
    if (problem != null) {
      write(remembered);
    }
  }

  /** Why the last thing could not be written; empty: it was. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
