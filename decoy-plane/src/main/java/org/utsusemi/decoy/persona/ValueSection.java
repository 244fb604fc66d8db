package org.utsusemi.decoy.persona;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.value.Motion;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.decoy.value.ValueSpec.Range;
import org.utsusemi.decoy.value.ValueSpec.Start;
import org.utsusemi.decoy.value.ValueType;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code values}, and the nameless ones of a protocol's own tables. */
final class ValueSection {
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_LEVELS = 64;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Shape<ValueType> TYPE = Shapes.words(ValueType.class, ValueType::word);

  private ValueSection() {}

  static Map<String, ValueSpec> read(Fields persona) {
    Shape<Map<String, ValueSpec>> section =
        Shapes.map(
            "a mapping such as { pump_on: { type: bool, value: true } }",
            Words.NAME,
            name -> value(Optional.empty()));
    return persona.optional("values", section).orElse(Map.of());
  }

  /**
   * One value.
   *
   * @param usual the type when none is written; empty: it must be written
   */
  static Shape<ValueSpec> value(Optional<ValueType> usual) {
    return Shapes.mapping(
        "a mapping such as { type: float32, range: [0.2, 4.8] }",
        fields -> {
          Optional<ValueType> type =
              usual.isPresent()
                  ? Optional.of(fields.optional("type", TYPE, usual.get()))
                  : fields.required("type", TYPE);
          fields.optional("unit", Words.NOTE);
          boolean writable = fields.optional("writable", Shapes.bool(), false);
          if (type.isEmpty()) {
            List.of("value", "range", "moves", "length")
                .forEach(key -> fields.optional(key, Shapes.anything()));
            return Optional.empty();
          }
          return type.get() == ValueType.STRING
              ? text(fields, writable)
              : number(fields, type.get(), writable);
        });
  }

  private static Optional<ValueSpec> text(Fields fields, boolean writable) {
    Optional<String> text = fields.optional("value", Words.latin(LONGEST_TEXT));
    int least = text.map(String::length).orElse(1);
    int length =
        fields.optional(
            "length",
            Shapes.integer(
                "a length in bytes from " + least + " to " + LONGEST_TEXT, least, LONGEST_TEXT),
            text.map(String::length).orElse(16));
    return Optional.of(
        new ValueSpec(
            ValueType.STRING,
            length,
            text.map(t -> new Start(0, t)),
            Optional.empty(),
            new Motion.Still(),
            writable));
  }

  private static Optional<ValueSpec> number(Fields fields, ValueType type, boolean writable) {
    int before = fields.problems().size();
    Shape<Double> shape = literal(type);
    Optional<Start> start = fields.optional("value", shape).map(n -> new Start(n, ""));
    Optional<Range> range =
        type.isNumber() ? fields.optional("range", range(shape)) : Optional.empty();
    Motion motion = fields.optional("moves", moves(), new Motion.Still());
    boolean startsOutside =
        start.isPresent()
            && range.isPresent()
            && (start.get().number() < range.get().low()
                || start.get().number() > range.get().high());
    if (startsOutside) {
      fields
          .problems()
          .add(
              fields.valueAt("value"),
              fields.path("value"),
              "lies outside the range: write one within it");
    }
    if (motion instanceof Motion.Steps steps) {
      if (!steps.levels().stream().allMatch(level -> holds(type, level))) {
        fields
            .problems()
            .add(
                fields.valueAt("moves"),
                fields.path("moves"),
                "expected only steps that " + type.word() + " holds");
      }
    } else if (!(motion instanceof Motion.Still) && !type.isNumber()) {
      fields
          .problems()
          .add(
              fields.valueAt("moves"),
              fields.path("moves"),
              "a " + type.word() + " moves only by steps such as { steps: [0, 1], every: 5s }");
    } else if (!(motion instanceof Motion.Still) && !fields.has("range")) {
      fields
          .problems()
          .add(
              fields.valueAt("moves"),
              fields.path("moves"),
              "a value that moves needs a range: add one such as range: [0.2, 4.8]");
    }
    return fields.problems().size() > before
        ? Optional.empty()
        : Optional.of(new ValueSpec(type, type.width(), start, range, motion, writable));
  }

  private static boolean holds(ValueType type, double number) {
    boolean fraction = type == ValueType.FLOAT32 || type == ValueType.FLOAT64;
    return type.holds(number) && (fraction || number == Math.rint(number));
  }

  private static Shape<Double> literal(ValueType type) {
    if (type == ValueType.BOOL) {
      return Shapes.bool().map(on -> on ? 1.0 : 0.0);
    }
    boolean whole = type != ValueType.FLOAT32 && type != ValueType.FLOAT64;
    String expected = (whole ? "a whole number" : "a number") + " that " + type.word() + " holds";
    return (node, path, problems) ->
        Shapes.decimal(expected, -Double.MAX_VALUE, Double.MAX_VALUE)
            .read(node, path, problems)
            .flatMap(
                n ->
                    type.holds(n) && (!whole || n == Math.rint(n))
                        ? Optional.of(n)
                        : Words.refuse(
                            node,
                            path,
                            problems,
                            "expected " + expected + ", found " + node.describe()));
  }

  private static Shape<Range> range(Shape<Double> number) {
    return (node, path, problems) ->
        number
            .list()
            .read(node, path, problems)
            .flatMap(
                ends ->
                    ends.size() == 2 && ends.get(0) < ends.get(1)
                        ? Optional.of(new Range(ends.get(0), ends.get(1)))
                        : Words.refuse(
                            node,
                            path,
                            problems,
                            "expected the lowest and the highest value such as [0.2, 4.8]"));
  }

  private static Shape<Motion> moves() {
    return Shapes.mapping(
        "a mapping such as { walk: 0.01, every: 1s }, { wave: 10m }, { count: 1 } or { steps: [20, 25] }",
        fields -> {
          Optional<Double> step =
              fields.optional(
                  "walk", Shapes.decimal("a step above 0 such as 0.01", 1e-12, Double.MAX_VALUE));
          Optional<Duration> period = fields.optional("wave", span());
          Duration every = fields.optional("every", span(), Duration.ofSeconds(1));
          Optional<Double> count =
              fields.optional(
                  "count",
                  Shapes.decimal("a step such as 1 or -0.5", -Float.MAX_VALUE, Float.MAX_VALUE));
          Optional<List<Double>> steps = fields.optional("steps", levels());
          long kinds =
              List.of("walk", "wave", "count", "steps").stream().filter(fields::has).count();
          if (kinds != 1) {
            fields
                .problems()
                .add(
                    fields.at(),
                    fields.path(),
                    "write one of walk: STEP, wave: PERIOD, count: STEP, steps: [VALUE, VALUE]");
            return Optional.empty();
          }
          return step.<Motion>map(s -> new Motion.Walk(s, every))
              .or(() -> period.map(p -> new Motion.Wave(p, every)))
              .or(() -> count.map(c -> new Motion.Count(c, every)))
              .or(() -> steps.map(s -> new Motion.Steps(s, every)));
        });
  }

  private static Shape<List<Double>> levels() {
    return (node, path, problems) ->
        Shapes.decimal(-Double.MAX_VALUE, Double.MAX_VALUE)
            .list()
            .read(node, path, problems)
            .flatMap(
                all ->
                    all.size() >= 2 && all.size() <= MOST_LEVELS
                        ? Optional.of(all)
                        : Words.refuse(
                            node, path, problems, "expected 2 to " + MOST_LEVELS + " values"));
  }

  private static Shape<Duration> span() {
    return (node, path, problems) ->
        Shapes.duration()
            .read(node, path, problems)
            .flatMap(
                d ->
                    d.compareTo(SHORTEST) >= 0
                        ? Optional.of(d)
                        : Words.refuse(node, path, problems, "expected at least 1ms"));
  }
}
