package org.utsusemi.controller.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.slf4j.event.Level;

/** How much an event wants to be looked at; the words are those of RFC 5424, section 6.2.1. */
public enum Severity {
  INFORMATIONAL(Level.INFO),
  NOTICE(Level.INFO),
  WARNING(Level.WARN),
  CRITICAL(Level.ERROR);

  private final Level level;

  Severity(Level level) {
    this.level = level;
  }

  /** Under which it stands in the controller's own log. */
  Level level() {
    return level;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
