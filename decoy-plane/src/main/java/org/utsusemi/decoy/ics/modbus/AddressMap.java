package org.utsusemi.decoy.ics.modbus;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.value.Cell;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.topology.address.NumberRange;

/** Which addresses of one table hold which values. */
public final class AddressMap {
  public static final AddressMap EMPTY = new AddressMap(new TreeMap<>());

  /**
   * A run of addresses: one value that has a name, or many of one kind that have none.
   *
   * @param addresses 0–65535, as many as whole values take
   * @param cell name of the value; for nameless ones, of their table
   * @param named whether it is one value with a name
   * @param width addresses that one value takes
   */
  public record Entry(
      NumberRange addresses, String cell, boolean named, ValueSpec spec, int width) {
    public Entry {
      if (addresses.last() > 0xffff || addresses.size() % width != 0) {
        throw new IllegalArgumentException(addresses + " holds no whole values of " + width);
      }
    }

    /** One value of the device, from this address on. */
    public static Entry named(Table table, int address, String name, ValueSpec spec) {
      int width = widthOf(table, spec);
      NumberRange addresses = new NumberRange(address, address + width - 1);
      return new Entry(addresses, name, true, spec, width);
    }

    /** Values that only Modbus knows. */
    public static Entry nameless(Table table, NumberRange addresses, ValueSpec spec) {
      String cell = "modbus:" + table.word();
      return new Entry(addresses, cell, false, spec, widthOf(table, spec));
    }

    /** Addresses that a value takes in a table. */
    public static int widthOf(Table table, ValueSpec spec) {
      return table.isBits() ? 1 : (spec.length() + 1) / 2;
    }

    /** The value at an address, as all protocols name it. */
    Cell cellAt(int address) {
      return named ? Cell.named(cell) : new Cell(cell, firstOf(address));
    }

    /** The first address of the value that an address belongs to. */
    int firstOf(int address) {
      return address - (address - addresses.first()) % width;
    }
  }

  private final NavigableMap<Integer, Entry> byFirst;

  private AddressMap(NavigableMap<Integer, Entry> byFirst) {
    this.byFirst = byFirst;
  }

  /**
   * @param entries none reaches into another
   */
  public static AddressMap of(Collection<Entry> entries) {
    NavigableMap<Integer, Entry> byFirst = new TreeMap<>();
    entries.forEach(entry -> byFirst.put(entry.addresses().first(), entry));
    return new AddressMap(byFirst);
  }

  /** What holds an address; empty when nothing does. */
  public Optional<Entry> at(int address) {
    return Optional.ofNullable(byFirst.floorEntry(address))
        .map(java.util.Map.Entry::getValue)
        .filter(entry -> entry.addresses().contains(address));
  }
}
