package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.utsusemi.decoy.ics.modbus.Garbage;
import org.utsusemi.decoy.ics.modbus.Table;

/** The section {@code modbus} in the making; what stays empty has the default. */
final class ModbusDraft {
  /**
   * What stands at an address.
   *
   * @param type such as {@code uint16}
   * @param width addresses that it takes
   * @param value at first
   * @param fit how it moves; empty: it does not
   * @param writable whether a write is taken
   */
  record CellDraft(
      String type, int width, double value, Optional<SeriesFit.Fit> fit, boolean writable) {}

  /** A request that is answered so whatever the tables say; empty: silence. */
  record Fixed(OptionalInt unit, byte[] request, Optional<byte[]> answer) {}

  final Set<Integer> units = new TreeSet<>();
  String unknownUnit = "";
  final Set<Integer> functions = new TreeSet<>();
  String unknownFunction = "";
  String readOnly = "";
  final Map<Integer, String> identity = new TreeMap<>();
  String serverId = "";
  boolean lowWordFirst;
  final Map<String, Integer> limits = new TreeMap<>();
  final Map<Table, TreeMap<Integer, CellDraft>> tables = new EnumMap<>(Table.class);
  final List<Fixed> fixed = new ArrayList<>();
  Garbage garbage = Garbage.CLOSE;
}
