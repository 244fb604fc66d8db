package org.utsusemi.controller.incident;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How grave an incident is, from harmless to grave. It only ever rises. */
public enum Grade {
  /** A device of the site asked, under its own identity, who has an address. */
  NOISE,
  /** Somebody did what another plant state permits. */
  STATE_VIOLATION,
  /** Somebody tried something that no plant state permits. */
  TOUCH,
  /** Somebody looks around: many targets or ports in a short time. */
  SCAN,
  /** Somebody pretends to be a device, or tried to write. */
  ATTACK;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
