package org.utsusemi.decoy.ics.modbus;

import org.utsusemi.decoy.ics.modbus.AddressMap.Entry;
import org.utsusemi.decoy.value.Cell;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Writer;

/**
 * The four tables of a device as one client sees them now. A range that reaches beyond address
 * 65535, or over an address that is not there, is an illegal address.
 */
final class ProcessImage {
  private final ModbusProfile profile;
  private final DeviceValues values;
  private final Writer client;

  ProcessImage(ModbusProfile profile, DeviceValues values, Writer client) {
    this.profile = profile;
    this.values = values;
    this.client = client;
  }

  boolean exists(Table table, int first, int count) {
    return everyAddress(table, first, count, false);
  }

  boolean isWritable(Table table, int first, int count) {
    return everyAddress(table, first, count, true);
  }

  private boolean everyAddress(Table table, int first, int count, boolean toWrite) {
    AddressMap map = profile.table(table);
    for (int address = first; address < first + count; address++) {
      Entry entry = map.at(address).orElse(null);
      if (entry == null ? toWrite || !profile.limits().exists(address) : lacks(entry, toWrite)) {
        return false;
      }
    }
    return true;
  }

  private static boolean lacks(Entry entry, boolean toWrite) {
    return toWrite && !entry.spec().writable();
  }

  /** One bit of a table of bits. */
  boolean bit(Table table, int address) {
    return profile
        .table(table)
        .at(address)
        .map(entry -> values.read(entry.cellAt(address), entry.spec(), client)[0] != 0)
        .orElse(false);
  }

  void setBit(Table table, int address, boolean on) {
    Entry entry = writable(table, address);
    values.write(entry.cellAt(address), new byte[] {(byte) (on ? 1 : 0)}, client);
  }

  /** Registers as they go over the wire, two bytes each. */
  byte[] registers(Table table, int first, int count) {
    byte[] out = new byte[2 * count];
    int address = first;
    while (address < first + count) {
      Entry entry = profile.table(table).at(address).orElse(null);
      int valueStart = entry == null ? address : entry.firstOf(address);
      int width = entry == null ? 1 : entry.width();
      int end = Math.min(valueStart + width, first + count);
      if (entry != null) {
        byte[] words = words(entry, address);
        int skipped = 2 * (address - valueStart);
        System.arraycopy(words, skipped, out, 2 * (address - first), 2 * (end - address));
      }
      address = end;
    }
    return out;
  }

  /** Writes registers; a value of which only a part is written keeps its other part. */
  void setRegisters(Table table, int first, byte[] data) {
    int count = data.length / 2;
    int address = first;
    while (address < first + count) {
      Entry entry = writable(table, address);
      int valueStart = entry.firstOf(address);
      int end = Math.min(valueStart + entry.width(), first + count);
      byte[] words = words(entry, address);
      int skipped = 2 * (address - valueStart);
      System.arraycopy(data, 2 * (address - first), words, skipped, 2 * (end - address));
      Cell cell = entry.cellAt(address);
      values.write(cell, RegisterLayout.fromWords(words, entry.spec(), lowFirst()), client);
      address = end;
    }
  }

  private byte[] words(Entry entry, int address) {
    byte[] value = values.read(entry.cellAt(address), entry.spec(), client);
    return RegisterLayout.toWords(value, entry.spec(), lowFirst());
  }

  private Entry writable(Table table, int address) {
    return profile.table(table).at(address).orElseThrow();
  }

  private boolean lowFirst() {
    return profile.lowWordFirst();
  }
}
