package org.utsusemi.decoy.ics.modbus;

import java.util.Locale;

/** What becomes of a connection on which comes what is not Modbus. */
public enum Garbage {
  /** It is closed when a length is impossible; frames of another protocol id are passed over. */
  CLOSE,
  /** It is reset. */
  RESET,
  /** All that has come is forgotten, and the connection stays. */
  IGNORE;

  /** The key of a persona file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
