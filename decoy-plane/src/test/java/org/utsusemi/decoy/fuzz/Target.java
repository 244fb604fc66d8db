package org.utsusemi.decoy.fuzz;

import java.util.List;

/** Something that reads bytes of strangers. */
public interface Target {
  /** Takes an input; throws whatever the code at test must not. */
  void take(byte[] input);

  /** Inputs to begin with, which are understood. */
  List<byte[]> seeds();
}
