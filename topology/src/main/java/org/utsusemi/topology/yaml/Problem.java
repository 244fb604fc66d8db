package org.utsusemi.topology.yaml;

import org.utsusemi.topology.model.SourceRef;

/** Something in a file that must be written otherwise: where, what was found, what to write. */
public record Problem(SourceRef at, String message) {
  /** As compilers print it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
