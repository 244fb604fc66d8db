package org.utsusemi.decoy.compare.ask;

/** A machine could not be asked; the message says which, what, and what to do. */
public final class CouldNotAsk extends Exception {
  public CouldNotAsk(String message) {
    super(message);
  }

  CouldNotAsk(String message, Throwable cause) {
    super(message, cause);
  }
}
