package org.utsusemi.decoy.ics.modbus;

import java.util.Locale;

/** The four address spaces of a Modbus device (V1.1b3, 4.3). */
public enum Table {
  COILS(true),
  DISCRETE(true),
  HOLDING(false),
  INPUT(false);

  private final boolean bits;

  Table(boolean bits) {
    this.bits = bits;
  }

  /** Whether an address holds one bit, and not a register of 16. */
  public boolean isBits() {
    return bits;
  }

  /** The key of a persona file, and the word in summaries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
