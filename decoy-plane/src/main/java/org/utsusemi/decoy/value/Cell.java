package org.utsusemi.decoy.value;

/**
 * The name of one value of a device.
 *
 * @param name as the persona file names it, or of the table that holds nameless values
 * @param index 0, or which of the nameless values
 */
public record Cell(String name, int index) {
  public static Cell named(String name) {
    return new Cell(name, 0);
  }
}
