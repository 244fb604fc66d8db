package org.utsusemi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource({
    "30s,PT30S",
    "1.8ms,PT0.0018S",
    "41d,PT984H",
    "5m,PT5M",
    "1h,PT1H",
    "250us,PT0.00025S"
  })
  void durations(String text, Duration expected) {
    assertThat(read(text, Shapes.duration())).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "s", "-1s", "1 s", "1w", "999999999d", "1e3s", "''", "[1s]"})
  void noDurations(String text) {
    assertThat(read(text, Shapes.duration())).isEmpty();
    assertThat(messages()).hasSize(1).first().asString().contains("such as 1.8ms, 30s");
  }

  @Test
  void numbers() {
    assertThat(read("0x10", Shapes.integer(0, 16))).contains(16);
    assertThat(read("-3", Shapes.integer(-3, 16))).contains(-3);
    assertThat(read("17", Shapes.integer(0, 16))).isEmpty();
    assertThat(read("1.0", Shapes.integer(0, 16))).isEmpty();
    assertThat(read("99999999999999999999", Shapes.integer(0, 16))).isEmpty();
    assertThat(read("0.7", Shapes.ratio())).contains(0.7);
    assertThat(read("1.01", Shapes.ratio())).isEmpty();
    assertThat(read("NaN", Shapes.ratio())).isEmpty();
    assertThat(messages())
        .containsExactly(
            "1:1 k: expected a whole number from 0 to 16, found \"17\"",
            "1:1 k: expected a whole number from 0 to 16, found \"1.0\"",
            "1:1 k: expected a whole number from 0 to 16, found \"99999999999999999999\"",
            "1:1 k: expected a share from 0.0 to 1.0, found \"1.01\"",
            "1:1 k: expected a share from 0.0 to 1.0, found \"NaN\"");
  }

  @Test
  void booleansAreTrueOrFalseOnly() {
    assertThat(read("true", Shapes.bool())).contains(true);
    assertThat(read("off", Shapes.bool())).isEmpty();
    assertThat(messages()).containsExactly("1:1 k: expected false or true, found \"off\"");
  }

  @Test
  void oneOrManyAndEveryBadItem() {
    Shape<List<Integer>> ports = Shapes.integer(1, 9).oneOrMore();
    assertThat(read("3", ports)).contains(List.of(3));
    assertThat(read("[3, 4]", ports)).contains(List.of(3, 4));
    assertThat(read("[]", ports)).isEmpty();
    assertThat(read("[0, 4, x]", ports)).isEmpty();
    assertThat(messages())
        .containsExactly(
            "1:1 k: expected at least one, found an empty list",
            "1:2 k: expected a whole number from 1 to 9, found \"0\"",
            "1:8 k: expected a whole number from 1 to 9, found \"x\"");
  }

  @Test
  void aMappingNamesMissingUnknownAndRepeatedKeys() {
    read("\n{ prot: 5,\n a: 1,\n a: 2, a: 3 }", pair());
    assertThat(messages())
        .containsExactly(
            "2:1 k: missing key 'port': add it",
            "2:3 k: unknown key 'prot': did you mean 'port'?; known here: port, a",
            "3:2 k.a: written again in line 4: keep one of them",
            "4:2 k.a: written already in line 3: keep one of them",
            "4:2 k.a: written again in line 4: keep one of them",
            "4:8 k.a: written already in line 4: keep one of them");
  }

  @Test
  void aMapReadsWhatItCan() {
    Shape<Map<Integer, String>> map =
        Shapes.map(
            "a mapping of numbers",
            Shapes.integer(1, 9),
            key -> Shapes.text("a word").map(word -> key.value() + word));
    assertThat(read("{ 1: a, 2: b }", map)).contains(Map.of(1, "1a", 2, "2b"));
    assertThat(read("{ x: a, 2: [], 3: c }", map)).contains(Map.of(3, "3c"));
    assertThat(messages())
        .containsExactly(
            "1:3 k.x: expected a whole number from 1 to 9, found \"x\"",
            "1:12 k.2: expected a word, found a list");
  }

  @ParameterizedTest
  @CsvSource({"prot,port", "Port,port", "ports,port", "oprt,port", "gatway,gateway"})
  void theNearestWord(String word, String meant) {
    assertThat(Nearest.find(word, List.of("role", "port", "gateway"))).contains(meant);
  }

  @Test
  void messagesAreOneShortPrintableLine() {
    read("{ \"a\\e[2J\\nb\": 1, ? " + "x".repeat(70_000) + "\n: 1, port: 1 }", pair());
    assertThat(messages().get(0)).contains("unknown key 'a\\u001b[2J\\nb'");
    assertThat(messages().get(1)).endsWith("x…").hasSizeLessThan(1_100);
    assertThat(Nearest.find("x".repeat(70_000), List.of("x".repeat(70_001)))).isEmpty();
  }

  @Test
  void noWordIsNearEverything() {
    assertThat(Nearest.hint("zzz", List.of("role", "port", "ip"))).isEmpty();
  }

  private static Shape<Boolean> pair() {
    return Shapes.mapping(
        "a mapping",
        fields -> {
          fields.required("port", Shapes.integer(1, 9));
          fields.optional("a", Shapes.integer(1, 9));
          return Optional.of(true);
        });
  }

  private <T> Optional<T> read(String text, Shape<T> shape) {
    return shape.read(Yaml.parse("f", text, problems).orElseThrow(), "k", problems);
  }

  private List<String> messages() {
    return problems.sorted().stream()
        .map(p -> p.at().line() + ":" + p.at().column() + " " + p.message())
        .toList();
  }
}
