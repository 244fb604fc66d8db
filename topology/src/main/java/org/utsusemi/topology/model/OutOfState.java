package org.utsusemi.topology.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the decoy plane does with a conversation that another plant state permits. */
public enum OutOfState {
  /** Reset, or ICMP port unreachable: nobody is shown a clone's values in place of real ones. */
  REFUSE,
  /** As a clone of the device would. */
  ANSWER,
  /** Not at all. */
  SILENT;

  @JsonCreator
  public static OutOfState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The word that stands in the site file. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
