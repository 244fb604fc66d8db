package org.utsusemi.decoy.ics.modbus;

import java.util.List;
import org.utsusemi.topology.address.NumberRange;

/**
 * How much a device takes at once.
 *
 * @param registersPerRead 1–125
 * @param registersPerWrite 1–123
 * @param bitsPerRead 1–2000
 * @param bitsPerWrite 1–1968
 * @param addresses that exist in every table, 0–65535: one that no value is mapped to reads as 0
 *     and cannot be written
 */
public record Limits(
    int registersPerRead,
    int registersPerWrite,
    int bitsPerRead,
    int bitsPerWrite,
    List<NumberRange> addresses) {
  /** Those of the specification; only addresses with a value exist. */
  public static final Limits DEFAULT = new Limits(125, 123, 2000, 1968, List.of());

  /** Registers that function 23 may write (V1.1b3, 6.17). */
  static final int REGISTERS_PER_READ_WRITE = 121;

  public Limits {
    addresses = List.copyOf(addresses);
  }

  boolean exists(int address) {
    return addresses.stream().anyMatch(range -> range.contains(address));
  }
}
