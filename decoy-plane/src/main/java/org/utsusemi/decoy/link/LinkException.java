package org.utsusemi.decoy.link;

/** A link cannot be opened, or has failed. */
public final class LinkException extends RuntimeException {
  LinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
