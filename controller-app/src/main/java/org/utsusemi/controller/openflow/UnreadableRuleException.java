package org.utsusemi.controller.openflow;

/** A switch holds a rule that {@code rules} has no words for; the message says what it is. */
final class UnreadableRuleException extends Exception {
  UnreadableRuleException(String message) {
    super(message);
  }
}
