package org.utsusemi.topology.sitefile;

import org.utsusemi.topology.model.SourceRef;

/**
 * Something in a site file that is right and still worth knowing before the site starts.
 *
 * @param forbidsRun running would do what the file asks not to be done
 */
public record Notice(SourceRef at, String message, boolean forbidsRun) {
  /** As compilers print it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return at + ": " + message;
  }
}
