package org.utsusemi.decoy.persona;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.utsusemi.decoy.ics.modbus.AddressMap;
import org.utsusemi.decoy.ics.modbus.AddressMap.Entry;
import org.utsusemi.decoy.ics.modbus.Table;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.decoy.value.ValueType;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Nearest;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** {@code coils}, {@code discrete}, {@code holding} and {@code input}: addresses to values. */
final class ModbusTables {
  private final Map<String, ValueSpec> values;
  private final Set<String> declared;

  /**
   * @param values those that could be read
   * @param declared the names of all: a reference to one that has a problem is not another
   */
  ModbusTables(Map<String, ValueSpec> values, Set<String> declared) {
    this.values = values;
    this.declared = declared;
  }

  Map<Table, AddressMap> read(Fields modbus) {
    Map<Table, AddressMap> tables = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      modbus.optional(table.word(), table(table)).ifPresent(map -> tables.put(table, map));
    }
    return tables;
  }

  private Shape<AddressMap> table(Table table) {
    return Shapes.mapping(
        "a mapping such as { 0: a_value, 100-199: { value: 0 } }",
        fields -> {
          TreeMap<Integer, Entry> entries = new TreeMap<>();
          for (Mapping.Entry line : fields.others()) {
            String path = fields.path(line.key().text());
            entry(table, line, path, fields.problems())
                .filter(entry -> isFree(entries, entry, line, path, fields.problems()))
                .ifPresent(entry -> entries.put(entry.addresses().first(), entry));
          }
          return Optional.of(AddressMap.of(entries.values()));
        });
  }

  private Optional<Entry> entry(Table table, Mapping.Entry line, String path, Problems problems) {
    Optional<NumberRange> addresses = Words.ADDRESSES.read(line.key(), path, problems);
    boolean named = line.value() instanceof Scalar;
    Optional<ValueSpec> spec =
        named
            ? reference(line.value(), path, problems)
            : ValueSection.value(Optional.of(table.isBits() ? ValueType.BOOL : ValueType.UINT16))
                .read(line.value(), path, problems);
    if (addresses.isEmpty() || spec.isEmpty()) {
      return Optional.empty();
    }
    if (table.isBits() && spec.get().type() != ValueType.BOOL) {
      return Words.refuse(
          line.value(), path, problems, "a table of bits holds only values of type bool");
    }
    NumberRange range = addresses.get();
    int width = Entry.widthOf(table, spec.get());
    if (named && (range.size() == 1 || range.size() == width)) {
      String name = ((Scalar) line.value()).text();
      return range.first() + width - 1 <= 0xffff
          ? Optional.of(Entry.named(table, range.first(), name, spec.get()))
          : misfit(line, path, problems, "its " + width + " registers reach beyond 65535");
    }
    if (named || range.size() % width != 0) {
      return misfit(line, path, problems, range + " does not fit: one takes " + width);
    }
    return Optional.of(Entry.nameless(table, range, spec.get()));
  }

  private static Optional<Entry> misfit(
      Mapping.Entry line, String path, Problems problems, String message) {
    return Words.refuse(line.key(), path, problems, message);
  }

  private Optional<ValueSpec> reference(Yaml node, String path, Problems problems) {
    String name = ((Scalar) node).text();
    if (declared.contains(name)) {
      return Optional.ofNullable(values.get(name));
    }
    return Words.refuse(
        node,
        path,
        problems,
        "there is no value '"
            + name
            + "'"
            + Nearest.hint(name, declared)
            + "; "
            + (declared.isEmpty()
                ? "add it under values"
                : "write one of: " + String.join(", ", declared)));
  }

  private static boolean isFree(
      TreeMap<Integer, Entry> before,
      Entry entry,
      Mapping.Entry line,
      String path,
      Problems problems) {
    Map.Entry<Integer, Entry> nearest = before.floorEntry(entry.addresses().last());
    if (nearest == null || nearest.getValue().addresses().last() < entry.addresses().first()) {
      return true;
    }
    problems.add(
        line.key().at(),
        path,
        "takes "
            + entry.addresses()
            + ", which overlaps "
            + nearest.getValue().addresses()
            + ": write each address once");
    return false;
  }
}
