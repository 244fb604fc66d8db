package org.utsusemi.decoy.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.decoy.value.ValueType;

/** What the reader knows, its description tells. */
class PersonaFileDocumentTest {
  private static final PersonaFile READER = new PersonaFile(new NmapOsDb(Path.of("no-such-file")));

  private static String document() throws IOException {
    return Files.readString(Path.of("../docs/reference/persona-file.md"));
  }

  /** Asks the reader itself: an unknown key is answered with all that are known there. */
  static Stream<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (String place :
        List.of(
            "no_such_key: 1",
            "latency: { no_such_key: 1 }",
            "tcp: { 1: { no_such_key: 1 } }",
            "values: { a: { type: bool, no_such_key: 1 } }",
            "values: { a: { type: int16, no_such_key: 1 } }",
            "values: { a: { type: string, no_such_key: 1 } }",
            "values: { a: { type: int16, moves: { no_such_key: 1 } } }",
            "modbus: { no_such_key: 1 }",
            "modbus: { identity: { no_such_key: 1 } }",
            "modbus: { limits: { no_such_key: 1 } }",
            "modbus: { answers: [ { no_such_key: 1 } ] }",
            "learned: { tcp: { 1: { no_such_key: 1 } } }",
            "learned: { tcp: { 1: { exchanges: [ { no_such_key: 1 } ] } } }",
            "learned: { tcp: { 1: { greeting: { copy: 1, no_such_key: 1 } } } }",
            "learned: { tcp: { 1: { greeting: { count: 1, no_such_key: 1 } } } }",
            "learned: { tcp: { 1: { greeting: { random: 1, no_such_key: 1 } } } }",
            "learned: { tcp: { 1: { greeting: { address: own, no_such_key: 1 } } } }")) {
      String problems = READER.read("x", place).problems().toString();
      Matcher known =
          Pattern.compile("'no_such_key'.*?; known here: ([a-z0-9_, ]+)").matcher(problems);
      assertThat(known.find()).as(problems).isTrue();
      keys.addAll(List.of(known.group(1).strip().replaceAll(",? x$", "").split(", ")));
    }
    return keys.stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyThatIsReadIsDescribed(String key) throws IOException {
    assertThat(document()).containsPattern("`(\\{ )?" + key + "[`:]");
  }

  @Test
  void theKeysAreAllThere() {
    assertThat(keys())
        .hasSizeGreaterThan(45)
        .contains("persona", "p99", "service", "walk", "model_name");
  }

  @Test
  void everyWordIsDescribed() throws IOException {
    for (Collection<String> words :
        List.of(KnownServices.TCP, KnownServices.UDP, ValueType.words())) {
      for (String word : words) {
        assertThat(document()).contains("`" + word + "`");
      }
    }
    assertThat(document()).contains("`high_first`", "`low_first`", "`silent`", "`exception N`");
  }

  @Test
  void everyWordOfLearnedServicesIsDescribed() throws IOException {
    for (String word :
        List.of(
            "bytes",
            "lines",
            "http",
            "snmp",
            "stay",
            "close",
            "reset",
            "ignore",
            "hex",
            "digits",
            "letters",
            "iso",
            "plain",
            "own",
            "client",
            "text",
            "commas",
            "connection",
            "host")) {
      assertThat(document()).containsPattern("[`:] ?" + word + "`|: " + word + "[ ,]");
    }
  }

  @Test
  void itsExampleOfLearnedServicesIsGood() throws IOException {
    String document = document();
    int section = document.indexOf("## Learned services");
    int start = document.indexOf("```yaml\n", section) + 8;
    String example = document.substring(start, document.indexOf("```", start));
    String head = "persona: x\nfingerprint: T1(R=Y%T=40)\n";
    assertThat(READER.read("example", head + example).problems()).isEmpty();
  }

  @Test
  void itsExampleIsAGoodFile() throws IOException {
    String document = document();
    int start = document.indexOf("```yaml\n") + 8;
    String example = document.substring(start, document.indexOf("```", start));
    assertThat(READER.read("example", example).problems()).isEmpty();
  }
}
