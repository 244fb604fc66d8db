package org.utsusemi.decoy.fuzz;

import java.util.List;

/** Something that reads bytes of strangers. */
public interface Target {
  /** Takes an input; throws whatever the code at test must not. */
  void take(byte[] input);

  /** Whether an input takes milliseconds: where targets share the time, it gets a small share. */
  default boolean isSlow() {
    return false;
  }

  /** Inputs to begin with, which are understood. */
  List<byte[]> seeds();
}
