package org.utsusemi.controller.verify;

/** A rule does something that nobody plans and that cannot be followed. */
final class UnprovableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnprovableException(String message) {
    super(message);
  }
}
