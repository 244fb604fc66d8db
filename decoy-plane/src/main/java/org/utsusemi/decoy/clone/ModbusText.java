package org.utsusemi.decoy.clone;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.utsusemi.decoy.clone.ModbusDraft.CellDraft;
import org.utsusemi.decoy.clone.ModbusDraft.Fixed;
import org.utsusemi.decoy.ics.modbus.Garbage;

/** The section {@code modbus} of a persona file. */
final class ModbusText {
  private static final List<String> OBJECTS =
      List.of(
          "vendor_name",
          "product_code",
          "revision",
          "vendor_url",
          "product_name",
          "model_name",
          "user_application_name");

  private final StringBuilder out;
  private final ModbusDraft draft;

  ModbusText(StringBuilder out, ModbusDraft draft) {
    this.out = out;
    this.draft = draft;
  }

  void write() {
    line("");
    line("modbus:");
    numbers("units", draft.units);
    word("unknown_unit", draft.unknownUnit);
    numbers("functions", draft.functions);
    word("unknown_function", draft.unknownFunction);
    word("read_only", draft.readOnly);
    if (draft.garbage != Garbage.CLOSE) {
      word("not_modbus", draft.garbage.word());
    }
    if (!draft.identity.isEmpty()) {
      line("  identity:");
      draft.identity.forEach(
          (id, text) -> line("    " + OBJECTS.get(id) + ": " + PieceText.quoted(text)));
    }
    if (!draft.serverId.isEmpty()) {
      line("  server_id: " + PieceText.quoted(draft.serverId));
    }
    if (draft.lowWordFirst) {
      line("  word_order: low_first");
    }
    if (!draft.limits.isEmpty()) {
      line("  limits:");
      draft.limits.forEach((key, most) -> line("    " + key + ": " + most));
    }
    draft.tables.forEach(
        (table, cells) -> {
          line("  " + table.word() + ":");
          cells(new TreeMap<>(cells));
        });
    if (!draft.fixed.isEmpty()) {
      line("  answers:");
      draft.fixed.forEach(this::fixed);
    }
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private void word(String key, String word) {
    if (!word.isEmpty()) {
      line("  " + key + ": " + word);
    }
  }

  private void numbers(String key, java.util.Collection<Integer> numbers) {
    if (!numbers.isEmpty()) {
      line("  " + key + ": " + numbers);
    }
  }

  /** Neighbours that are alike are one range. */
  private void cells(TreeMap<Integer, CellDraft> left) {
    while (!left.isEmpty()) {
      int first = left.firstKey();
      CellDraft cell = left.remove(first);
      int last = first + cell.width() - 1;
      while (cell.fit().isEmpty() && cell.equals(left.get(last + 1))) {
        left.remove(last + 1);
        last += cell.width();
      }
      line("    " + first + (last > first ? "-" + last : "") + ": " + cell(cell));
    }
  }

  private static String cell(CellDraft cell) {
    boolean bool = cell.type().equals("bool");
    boolean usual = bool || cell.type().equals("uint16");
    String type = usual ? "" : "type: " + cell.type() + ", ";
    String value = bool ? String.valueOf(cell.value() != 0) : number(cell.value());
    String moves = cell.fit().map(fit -> moves(fit, bool)).orElse("");
    String writable = cell.writable() ? ", writable: true" : "";
    return "{ " + type + "value: " + value + moves + writable + " }";
  }

  private static String moves(SeriesFit.Fit fit, boolean bool) {
    String motion =
        switch (fit.kind()) {
          case "steps" ->
              "steps: "
                  + fit.levels().stream()
                      .map(ModbusText::number)
                      .collect(Collectors.joining(", ", "[", "]"));
          case "wave" -> "wave: " + Math.max(1, Math.round(fit.number() * 1000)) + "ms";
          default -> fit.kind() + ": " + number(fit.number());
        };
    String range =
        fit.kind().equals("steps") || bool
            ? ""
            : ", range: [" + number(fit.low()) + ", " + number(fit.high()) + "]";
    return range + ", moves: { " + motion + ", every: " + PersonaText.time(fit.every()) + " }";
  }

  /** Without exponent, and as exact as a float is. */
  private static String number(double number) {
    BigDecimal exact = new BigDecimal(number).round(new MathContext(9)).stripTrailingZeros();
    BigDecimal short18 =
        exact.scale() > 18 ? exact.setScale(18, java.math.RoundingMode.HALF_EVEN) : exact;
    return short18.toPlainString();
  }

  private void fixed(Fixed fixed) {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    String unit = fixed.unit().isPresent() ? "unit: " + fixed.unit().getAsInt() + ", " : "";
    String answer = fixed.answer().map(pdu -> "\"" + hex.formatHex(pdu) + "\"").orElse("silent");
    line(
        "    - { "
            + unit
            + "request: \""
            + hex.formatHex(fixed.request())
            + "\", answer: "
            + answer
            + " }");
  }
}
