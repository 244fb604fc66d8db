package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.utsusemi.decoy.clone.ModbusDraft.CellDraft;
import org.utsusemi.decoy.clone.SeriesFit.Sample;
import org.utsusemi.decoy.ics.modbus.Table;

/** From what was read at each address to what stands there and how it moves. */
final class TableLearner {
  /** The low word of a number that moves jumps so far from read to read, on average. */
  private static final double LOW_WORD_JUMPS = 2000;

  private final RegisterSeries series;
  private final ModbusDraft draft;
  private int moving;
  private int highFirst;
  private int lowFirst;

  TableLearner(RegisterSeries series, ModbusDraft draft) {
    this.series = series;
    this.draft = draft;
  }

  void learn(Notes notes) {
    vote();
    draft.lowWordFirst = lowFirst > highFirst;
    for (Table table : Table.values()) {
      TreeMap<Integer, CellDraft> cells = new TreeMap<>();
      TreeMap<Integer, List<Sample>> read = series.samples.get(table);
      int next = -1;
      for (Map.Entry<Integer, List<Sample>> entry : read.entrySet()) {
        int address = entry.getKey();
        if (address < next) {
          continue;
        }
        CellDraft cell =
            wide(table, read, address).orElseGet(() -> single(table, address, entry.getValue()));
        cells.put(address, cell);
        next = address + cell.width();
        moving += cell.fit().isPresent() ? 1 : 0;
      }
      if (!cells.isEmpty()) {
        draft.tables.put(table, cells);
        notes.learned("modbus: " + read.size() + " addresses of " + table.word());
      }
    }
    notes.learned("modbus: " + moving + " values that move");
    writable(notes, Table.HOLDING);
    writable(notes, Table.COILS);
  }

  private void writable(Notes notes, Table table) {
    if (draft.tables.containsKey(table) && series.written.get(table).isEmpty()) {
      notes.missing(
          "whether " + table.word() + " can be written",
          series.refused.get(table).isEmpty()
              ? "nobody did in the capture; the clone takes writes to all of them"
              : "those that were tried were refused; the clone takes writes to the others");
    }
  }

  private CellDraft single(Table table, int address, List<Sample> samples) {
    Optional<SeriesFit.Fit> fit = SeriesFit.of(samples, true);
    if (table.isBits()) {
      // a bit goes to and fro whatever the shape of the series
      fit = fit.map(f -> new SeriesFit.Fit("steps", 0, List.of(0.0, 1.0), f.every(), 0, 1));
    }
    double value = samples.isEmpty() ? 0 : samples.get(0).value();
    String type = table.isBits() ? "bool" : "uint16";
    return new CellDraft(type, 1, value, fit, isWritable(table, address));
  }

  private boolean isWritable(Table table, int address) {
    boolean takesWrites = table == Table.HOLDING || table == Table.COILS;
    Set<Integer> refused = series.refused.get(table);
    return takesWrites
        && (series.written.get(table).contains(address) || !refused.contains(address));
  }

  /** A number of 32 bits and its movement, if two registers are one. */
  private Optional<CellDraft> wide(Table table, TreeMap<Integer, List<Sample>> read, int address) {
    if (table.isBits() || !read.containsKey(address + 1)) {
      return Optional.empty();
    }
    Optional<List<Sample>> floats =
        floats(read.get(address), read.get(address + 1), draft.lowWordFirst);
    return floats.map(
        samples ->
            new CellDraft(
                "float32",
                2,
                samples.get(0).value(),
                SeriesFit.of(samples, false),
                isWritable(table, address)));
  }

  private void vote() {
    for (Table table : List.of(Table.HOLDING, Table.INPUT)) {
      TreeMap<Integer, List<Sample>> read = series.samples.get(table);
      for (int address : read.keySet()) {
        if (read.containsKey(address + 1)) {
          List<Sample> first = read.get(address);
          List<Sample> second = read.get(address + 1);
          highFirst += floats(first, second, false).isPresent() ? 1 : 0;
          lowFirst += floats(first, second, true).isPresent() ? 1 : 0;
        }
      }
    }
  }

  /**
   * Two registers as one number, if that is what makes sense of them: the low word jumps about
   * while the number, of a size that plants measure, hardly changes.
   */
  private static Optional<List<Sample>> floats(
      List<Sample> first, List<Sample> second, boolean lowFirst) {
    List<Sample> high = lowFirst ? second : first;
    List<Sample> low = lowFirst ? first : second;
    if (high.size() != low.size() || high.size() < 4) {
      return Optional.empty();
    }
    List<Sample> joined = new ArrayList<>();
    double jumps = 0;
    for (int i = 0; i < high.size(); i++) {
      if (high.get(i).nanos() != low.get(i).nanos()) {
        return Optional.empty();
      }
      int bits = (int) high.get(i).value() << 16 | (int) low.get(i).value();
      float number = Float.intBitsToFloat(bits);
      if (!Float.isFinite(number) || Math.abs(number) < 1e-4 || Math.abs(number) > 1e8) {
        return Optional.empty();
      }
      joined.add(new Sample(high.get(i).nanos(), number));
      jumps += i == 0 ? 0 : Math.abs(low.get(i).value() - low.get(i - 1).value());
    }
    double least = joined.stream().mapToDouble(s -> Math.abs(s.value())).min().orElseThrow();
    double most = joined.stream().mapToDouble(s -> Math.abs(s.value())).max().orElseThrow();
    boolean steady = most <= 100 * least;
    return steady && jumps / (high.size() - 1) > LOW_WORD_JUMPS
        ? Optional.of(joined)
        : Optional.empty();
  }
}
