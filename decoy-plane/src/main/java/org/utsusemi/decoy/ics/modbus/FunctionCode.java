package org.utsusemi.decoy.ics.modbus;

import java.util.Set;
import java.util.TreeSet;

/** The function codes that a persona can have (V1.1b3, chapter 6). */
public final class FunctionCode {
  static final int READ_COILS = 1;
  static final int READ_DISCRETE = 2;
  static final int READ_HOLDING = 3;
  static final int READ_INPUT = 4;
  static final int WRITE_COIL = 5;
  static final int WRITE_REGISTER = 6;
  static final int WRITE_COILS = 15;
  static final int WRITE_REGISTERS = 16;
  static final int REPORT_SERVER_ID = 17;
  static final int MASK_WRITE = 22;
  static final int READ_WRITE = 23;
  static final int ENCAPSULATED = 43;

  /** Every one of them, in order. */
  public static final Set<Integer> ALL =
      java.util.Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(
                  READ_COILS,
                  READ_DISCRETE,
                  READ_HOLDING,
                  READ_INPUT,
                  WRITE_COIL,
                  WRITE_REGISTER,
                  WRITE_COILS,
                  WRITE_REGISTERS,
                  REPORT_SERVER_ID,
                  MASK_WRITE,
                  READ_WRITE,
                  ENCAPSULATED)));

  private FunctionCode() {}
}
