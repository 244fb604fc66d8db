package org.utsusemi.topology.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The usual shapes. Phrases say what is expected, as in "expected <i>an IPv4 address</i>". */
public final class Shapes {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,18}(?:\\.\\d{1,18})?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}|0x[0-9A-Fa-f]{1,15}");
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s|m|h|d)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private Shapes() {}

  /** Text that {@code parser} makes a value of; {@code expected} says what it takes. */
  public static <T> Shape<T> scalar(String expected, Function<String, Optional<T>> parser) {
    return (node, path, problems) -> {
      Optional<T> value =
          node instanceof Scalar scalar ? parser.apply(scalar.text()) : Optional.empty();
      if (value.isEmpty()) {
        problems.add(node.at(), path, "expected " + expected + ", found " + node.describe());
      }
      return value;
    };
  }

  /** Whatever stands there. */
  public static Shape<Yaml> anything() {
    return (node, path, problems) -> Optional.of(node);
  }

  /** Any text but the empty one. */
  public static Shape<String> text(String expected) {
    return scalar(expected, text -> Optional.of(text).filter(t -> !t.isBlank()));
  }

  /** {@code true} or {@code false}. */
  public static Shape<Boolean> bool() {
    return words(Map.of("true", true, "false", false));
  }

  /** One of some words, each with what it means. */
  public static <T> Shape<T> words(Map<String, T> meanings) {
    String expected = meanings.keySet().stream().sorted().collect(Collectors.joining(" or "));
    return scalar(expected, text -> Optional.ofNullable(meanings.get(text)));
  }

  /** One of the constants of an enum, each written as {@code word} says. */
  public static <E extends Enum<E>> Shape<E> words(Class<E> type, Function<E, String> word) {
    Map<String, E> meanings = new LinkedHashMap<>();
    Arrays.stream(type.getEnumConstants()).forEach(e -> meanings.put(word.apply(e), e));
    return words(meanings);
  }

  /** A whole number, decimal or 0x…, both ends included. */
  public static Shape<Integer> integer(int min, int max) {
    return integer("a whole number from " + min + " to " + max, min, max);
  }

  /** A whole number, decimal or 0x…, both ends included. */
  public static Shape<Integer> integer(String expected, int min, int max) {
    return whole(expected, min, max).map(Long::intValue);
  }

  /** A whole number, decimal or 0x…, both ends included. */
  public static Shape<Long> whole(String expected, long min, long max) {
    return scalar(
        expected,
        text -> {
          OptionalLong number = parseWhole(text);
          return number.isPresent() && number.getAsLong() >= min && number.getAsLong() <= max
              ? Optional.of(number.getAsLong())
              : Optional.empty();
        });
  }

  /** A number with or without a decimal point, both ends included. */
  public static Shape<Double> decimal(double min, double max) {
    return decimal("a number from " + min + " to " + max, min, max);
  }

  /** A number with or without a decimal point, both ends included. */
  public static Shape<Double> decimal(String expected, double min, double max) {
    return scalar(
        expected,
        text ->
            DECIMAL.matcher(text).matches()
                ? Optional.of(Double.parseDouble(text)).filter(n -> n >= min && n <= max)
                : Optional.empty());
  }

  /** A share, 0.0–1.0. */
  public static Shape<Double> ratio() {
    return decimal("a share from 0.0 to 1.0", 0, 1);
  }

  /** A span of time: a number and one of us, ms, s, m, h, d; at most 10,000 days. */
  public static Shape<Duration> duration() {
    return scalar("a span of time such as 1.8ms, 30s, 5m, 1h or 41d", Shapes::parseDuration);
  }

  /**
   * A mapping. Its keys that {@code reader} does not ask for are problems.
   *
   * @param expected such as {@code a mapping such as { tcp: 502 }}
   * @param reader empty when one of its problems leaves nothing to return
   */
  public static <T> Shape<T> mapping(String expected, Function<Fields, Optional<T>> reader) {
    return (node, path, problems) -> {
      if (!(node instanceof Mapping mapping)) {
        problems.add(node.at(), path, "expected " + expected + ", found " + node.describe());
        return Optional.empty();
      }
      Fields fields = new Fields(mapping, path, problems);
      Optional<T> value = reader.apply(fields);
      fields.finish();
      return value;
    };
  }

  /**
   * A mapping whose keys the user chooses. What has a problem is left out, the rest is there.
   *
   * @param expected such as {@code a mapping of names}
   * @param key shape of the keys
   * @param value gives the shape of what stands under a key
   */
  public static <K, V> Shape<Map<K, V>> map(
      String expected, Shape<K> key, Function<Located<K>, Shape<V>> value) {
    return mapping(
        expected,
        fields -> {
          Map<K, V> all = new LinkedHashMap<>();
          for (Mapping.Entry entry : fields.others()) {
            String path = fields.path(entry.key().text());
            key.located()
                .read(entry.key(), path, fields.problems())
                .ifPresent(
                    name ->
                        value
                            .apply(name)
                            .read(entry.value(), path, fields.problems())
                            .ifPresent(v -> all.put(name.value(), v)));
          }
          return Optional.of(all);
        });
  }

  private static OptionalLong parseWhole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text));
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos =
        new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(NANOS.get(parts.group(2))));
    BigDecimal most = BigDecimal.valueOf(NANOS.get("d")).multiply(BigDecimal.valueOf(10_000));
    return nanos.compareTo(most) <= 0
        ? Optional.of(Duration.ofNanos(nanos.longValue()))
        : Optional.empty();
  }
}
