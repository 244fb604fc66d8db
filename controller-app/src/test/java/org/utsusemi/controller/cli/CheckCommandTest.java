package org.utsusemi.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.rules.PlantUnderTest;
import picocli.CommandLine;

/** The command {@code check}, as a user meets it. */
class CheckCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"../docs/how-to/site-example.yaml", "../mininet-tests/lab/site.yaml"})
  void theSiteFilesThatComeAlongHaveNoProblem(String file) {
    assertThat(check(file)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("no problem", "zone 1:", "tagged out:", "switch s1:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsNotInForceIsSaidOfEachKey() {
    check("../docs/how-to/site-example.yaml");

    for (String key :
        new String[] {
          "vlan",
          "mirror",
          "transitions",
          "watchdog",
          "phantom",
          "scan",
          "shift",
          "quarantine",
          "counter_scan",
          "alerts",
          "early_warning"
        }) {
      assertThat(out.toString().lines().filter(line -> line.contains("not in force yet")))
          .as(key)
          .anyMatch(line -> line.contains(key));
    }
  }

  @Test
  void everyProblemIsPrintedWithItsLine() throws IOException {
    Path file = directory.resolve("site.yaml");
    Files.writeString(
        file,
        PlantUnderTest.YAML
            .replace("to: valve,", "to: vlave,")
            .replace("ip: 10.0.0.5", "ip: 10.0.1.5"));

    assertThat(check(file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(file + ":" + lineOf("meter:") + ":")
        .contains(file + ":" + lineOf("drive:") + ":")
        .contains("did you mean 'valve'")
        .endsWith("2 problems" + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void eachRuleIsPrintedWithItsReasonAndItsLine() throws IOException {
    Path file = directory.resolve("site.yaml");
    Files.writeString(file, PlantUnderTest.YAML);

    assertThat(check("--rules", "--state", "emergency", file.toString())).isZero();

    assertThat(out.toString())
        .contains("# conduit drive: plc -> valve modbus (" + file + ":" + lineOf("drive:") + ":")
        .doesNotContain("plant state production");
  }

  @Test
  void aPlantStateThatDoesNotExistIsWrongUsage() throws IOException {
    Path file = directory.resolve("site.yaml");
    Files.writeString(file, PlantUnderTest.YAML);

    assertThat(check("--state", "lunch", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("production, maintenance, emergency");
  }

  private int check(String... arguments) {
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return program.execute(all);
  }

  private static int lineOf(String text) {
    return (int)
        PlantUnderTest.YAML.substring(0, PlantUnderTest.YAML.indexOf(text)).lines().count();
  }
}
