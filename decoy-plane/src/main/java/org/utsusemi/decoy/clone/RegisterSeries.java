package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.utsusemi.decoy.clone.ModbusTalk.Asked;
import org.utsusemi.decoy.clone.SeriesFit.Sample;
import org.utsusemi.decoy.ics.modbus.Table;

/** What reads and writes of a capture show of each address of the four tables. */
final class RegisterSeries {
  private static final int MOST_SAMPLES = 5000;

  /** By address, in the order of time; none where an address was only written. */
  final Map<Table, TreeMap<Integer, List<Sample>>> samples = new EnumMap<>(Table.class);

  final Map<Table, Set<Integer>> written = new EnumMap<>(Table.class);
  final Map<Table, Set<Integer>> refused = new EnumMap<>(Table.class);
  final Map<Integer, Integer> writeExceptions = new TreeMap<>();

  RegisterSeries() {
    for (Table table : Table.values()) {
      samples.put(table, new TreeMap<>());
      written.put(table, new HashSet<>());
      refused.put(table, new HashSet<>());
    }
  }

  void add(Asked asked) {
    switch (asked.function()) {
      case 1 -> bits(asked, Table.COILS);
      case 2 -> bits(asked, Table.DISCRETE);
      case 3 -> registers(asked, Table.HOLDING, asked.word(1), asked.word(3));
      case 4 -> registers(asked, Table.INPUT, asked.word(1), asked.word(3));
      case 5 -> write(asked, Table.COILS, asked.word(1), 1);
      case 6, 22 -> write(asked, Table.HOLDING, asked.word(1), 1);
      case 15 -> write(asked, Table.COILS, asked.word(1), asked.word(3));
      case 16 -> write(asked, Table.HOLDING, asked.word(1), asked.word(3));
      case 23 -> {
        write(asked, Table.HOLDING, asked.word(5), asked.word(7));
        registers(asked, Table.HOLDING, asked.word(1), asked.word(3));
      }
      default -> {}
    }
  }

  private void bits(Asked asked, Table table) {
    int count = asked.word(3);
    if (!asked.succeeded() || asked.response().orElseThrow().length < 2 + (count + 7) / 8) {
      return;
    }
    byte[] pdu = asked.response().orElseThrow();
    for (int i = 0; i < count; i++) {
      sample(table, asked.word(1) + i, asked.nanos(), pdu[2 + i / 8] >> i % 8 & 1);
    }
  }

  private void registers(Asked asked, Table table, int first, int count) {
    if (!asked.succeeded() || asked.response().orElseThrow().length < 2 + 2 * count) {
      return;
    }
    byte[] pdu = asked.response().orElseThrow();
    for (int i = 0; i < count; i++) {
      int value = (pdu[2 + 2 * i] & 0xff) << 8 | pdu[3 + 2 * i] & 0xff;
      sample(table, first + i, asked.nanos(), value);
    }
  }

  /** What was read after a write is what the writer wrote, and not what the device does. */
  private void sample(Table table, int address, long nanos, double value) {
    if (address > 0xffff) {
      return;
    }
    List<Sample> list = samples.get(table).computeIfAbsent(address, a -> new ArrayList<>());
    if (!written.get(table).contains(address) && list.size() < MOST_SAMPLES) {
      list.add(new Sample(nanos, value));
    }
  }

  /** An exception 3 is about the request's form, and 1 about its function, not its address. */
  private static boolean isRefusal(Asked asked) {
    return asked.exception() > 1 && asked.exception() != 3;
  }

  private void write(Asked asked, Table table, int first, int count) {
    for (int address = first; address < first + count && address <= 0xffff; address++) {
      if (asked.succeeded()) {
        written.get(table).add(address);
        samples.get(table).computeIfAbsent(address, a -> new ArrayList<>());
      } else if (isRefusal(asked)) {
        refused.get(table).add(address);
      }
    }
    if (isRefusal(asked) && samples.get(table).containsKey(first)) {
      writeExceptions.merge(asked.exception(), 1, Integer::sum);
    }
  }
}
