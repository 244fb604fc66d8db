package org.utsusemi.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands {@code explain} and {@code verify}, as a user meets them. */
class AskingCommandsTest {
  private static final String EXAMPLE = "../docs/how-to/site-example.yaml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine program = Main.commandLine();
    program.setOut(new PrintWriter(out, true));
    program.setErr(new PrintWriter(err, true));
    return program.execute(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {EXAMPLE, "../mininet-tests/lab/site.yaml"})
  void theSiteFilesThatComeAlongAreProvenInEveryState(String file) {
    assertThat(run("verify", file)).isZero();
    assertThat(out.toString().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(
            line -> line.matches("plant state [a-z]+: proven \\(\\d+ conduits, \\d+ rules.*"));
  }

  @Test
  void oneStateIsProvenAlone() {
    assertThat(run("verify", EXAMPLE, "--state", "emergency")).isZero();
    assertThat(out.toString().lines()).singleElement().asString().contains("emergency");
  }

  @Test
  void aPacketIsExplained() {
    assertThat(run("explain", EXAMPLE, "192.168.56.99 > 10.20.1.41 tcp 502 at s1:7")).isZero();
    assertThat(out.toString())
        .contains("plant state production", "switch s1, in by port 7")
        .contains("=> steered to the decoy port");
  }

  @Test
  void aPacketMayBeSeveralWords() {
    assertThat(run("explain", EXAMPLE, "192.168.56.99", ">", "10.20.1.41", "ping", "at", "s1:7"))
        .isZero();
    assertThat(out.toString()).contains("=> steered to the decoy port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "verify"})
  void aStateThatTheSiteDoesNotHaveIsRefusedWithThoseItHas(String command) {
    String[] arguments =
        command.equals("explain")
            ? new String[] {
              "explain", EXAMPLE, "--state", "party", "10.0.0.1 > 10.0.0.2 ping at s1:1"
            }
            : new String[] {"verify", EXAMPLE, "--state", "party"};
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).contains("no plant state party", "it has production");
  }

  @Test
  void aPacketThatIsNoneIsRefused() {
    assertThat(run("explain", EXAMPLE, "nobody > 10.0.0.2 ping at s1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("PACKET: 'nobody' is no device, IP, IP/MAC or MAC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "verify"})
  void aSiteFileWithProblemsIsNotAsked(String command) {
    String[] arguments =
        command.equals("explain")
            ? new String[] {"explain", "no-such.yaml", "10.0.0.1 > 10.0.0.2 ping at s1:1"}
            : new String[] {"verify", "no-such.yaml"};
    assertThat(run(arguments)).isEqualTo(1);
    assertThat(err.toString()).contains("no-such.yaml");
    assertThat(out.toString()).isEmpty();
  }
}
