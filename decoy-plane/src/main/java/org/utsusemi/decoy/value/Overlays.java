package org.utsusemi.decoy.value;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * What intruders wrote on all hosts of a decoy plane. Bounded in values and in writers: when there
 * is no room left, all that the writer wrote who was heard of longest ago is forgotten.
 */
public final class Overlays {
  /** A whole Modbus address space and half of another: about 10 MB. */
  public static final int DEFAULT_CELLS = 100_000;

  /** Each has a map of its own, which weighs more than what many a scan writes into it. */
  static final int MAX_OWNERS = 8192;

  private record Owner(Ipv4Address host, Writer writer) {}

  private final int maxCells;
  private final LinkedHashMap<Owner, Map<Cell, byte[]>> written =
      new LinkedHashMap<>(16, 0.75f, true);
  private int cells;

  /**
   * @param maxCells values kept in all
   */
  public Overlays(int maxCells) {
    this.maxCells = maxCells;
  }

  Optional<byte[]> get(Ipv4Address host, Writer writer, Cell cell) {
    Map<Cell, byte[]> own = written.get(new Owner(host, writer));
    return own == null ? Optional.empty() : Optional.ofNullable(own.get(cell));
  }

  void put(Ipv4Address host, Writer writer, Cell cell, byte[] bytes) {
    Map<Cell, byte[]> own =
        written.computeIfAbsent(new Owner(host, writer), owner -> new HashMap<>());
    if (own.put(cell, bytes) == null) {
      cells++;
    }
    forgetEldest();
  }

  private void forgetEldest() {
    Iterator<Map<Cell, byte[]>> eldestFirst = written.values().iterator();
    while (cells > maxCells || written.size() > MAX_OWNERS) {
      cells -= eldestFirst.next().size();
      eldestFirst.remove();
    }
  }
}
