package org.utsusemi.topology.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.topology.model.SourceRef;

class YamlTest {
  private final Problems problems = new Problems();

  @Test
  void everythingKnowsItsPlace() {
    Mapping root = (Mapping) parse("a: off\nb:\n  - [ 01.07, 'x' ]\n  - { k: }\n");
    Scalar off = (Scalar) root.entries().get(0).value();
    assertThat(off).isEqualTo(new Scalar(place(1, 4), "off", false));
    Sequence list = (Sequence) root.entries().get(1).value();
    assertThat(list.items().get(0))
        .isEqualTo(
            new Sequence(
                place(3, 5),
                List.of(
                    new Scalar(place(3, 7), "01.07", false), new Scalar(place(3, 14), "x", true))));
    Mapping flow = (Mapping) list.items().get(1);
    assertThat(flow.at()).isEqualTo(place(4, 5));
    assertThat(flow.entries().get(0).value().describe()).isEqualTo("nothing");
  }

  @Test
  void columnsCountCharactersNotBytesOrUtf16() {
    Mapping root = (Mapping) parse("{ \"𝄞é\": x }");
    assertThat(root.entries().get(0).value().at()).isEqualTo(place(1, 9));
  }

  @Test
  void repeatedKeysAreKept() {
    assertThat(((Mapping) parse("a: 1\na: 2\n")).entries()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``              | 1:1  | empty",
        "`# remark`      | 1:1  | empty",
        "`a: &x 1\\nb: *x` | 2:4 | alias",
        "`a: !!int 1`    | 1:4  | tag",
        "`a: 1\\n---\\nb`  | 2:1  | second document",
        "`a: [1, 2`      | 1:9  | expected ',' or ']'",
        "`a: {b: 1]`     | 1:9  | expected ',' or '}'",
        "`a: 'b`         | 1:6  | quoted scalar",
        "`a:\\n\\t- b`     | 2:1  | cannot start any token",
        "`a: b: c`       | 1:5  | mapping values are not allowed",
        "`? [a]\\n: b`    | 1:3  | a word as key",
        "`a: \\u0007`     | 1:4  | unprintable character U+0007",
        "`a: \\ud800`     | 1:4  | unprintable character U+D800",
      })
  void refused(String text, String place, String message) {
    Optional<Yaml> yaml = Yaml.parse("f", unescape(text), problems);
    assertThat(yaml).isEmpty();
    assertThat(problems.sorted()).hasSize(1);
    assertThat(problems.sorted().get(0).toString())
        .startsWith("f:" + place + ": ")
        .contains(message);
  }

  @Test
  void depthAndLengthAreBounded() {
    assertThat(Yaml.parse("f", "[".repeat(32) + "]".repeat(32), problems)).isPresent();
    assertThat(Yaml.parse("f", "[".repeat(33) + "]".repeat(33), problems)).isEmpty();
    assertThat(Yaml.parse("f", "[".repeat(1 << 20), problems)).isEmpty();
    assertThat(Yaml.parse("f", "x".repeat((1 << 20) + 1), problems)).isEmpty();
    assertThat(problems.sorted().toString()).contains("32 levels").contains("too many");
  }

  @Test
  void bytesMustBeUtf8() {
    byte[] latin1 = "a: 1\nb: é".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Yaml.parse("f", latin1, problems)).isEmpty();
    assertThat(problems.sorted().get(0).toString()).startsWith("f:2:4: byte 0xe9 is not UTF-8");
    byte[] marked = "\ufeffa: 1".getBytes(StandardCharsets.UTF_8);
    assertThat(Yaml.parse("f", marked, problems)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingIsThrown(long seed) {
    Random random = new Random(seed);
    String alphabet = "ab:-?[]{},#&*!|>'\"%@` \n\t\\0x~<.";
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Problems found = new Problems();
      boolean read = Yaml.parse("f", text.toString(), found).isPresent();
      assertThat(found.isEmpty()).as(text.toString()).isEqualTo(read);
    }
  }

  private Yaml parse(String text) {
    Optional<Yaml> yaml = Yaml.parse("f", text, problems);
    assertThat(problems.sorted()).isEmpty();
    return yaml.orElseThrow();
  }

  private static SourceRef place(int line, int column) {
    return new SourceRef("f", line, column);
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\u0007", "\u0007")
        .replace("\\ud800", "\ud800");
  }
}
