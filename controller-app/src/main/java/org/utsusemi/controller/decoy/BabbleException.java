package org.utsusemi.controller.decoy;

import java.io.IOException;

/** The other side says what it may not. */
final class BabbleException extends IOException {
  private static final long serialVersionUID = 1L;

  BabbleException(String message, Throwable cause) {
    super(message, cause);
  }
}
