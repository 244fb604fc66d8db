package org.utsusemi.decoy.compare.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareCommandTest {
  private final StringWriter told = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new CompareCommand())
        .setErr(new PrintWriter(told, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10.0.0.1; is missing|Missing required parameter",
        "10.0.0.1 plc1; CLONE: expected an IPv4 address: plc1",
        "10.0.0.1 10.0.0.1; REAL and CLONE are both 10.0.0.1",
        "10.0.0.1 10.0.0.2 --rounds 0; --rounds: expected 1-20: 0",
        "10.0.0.1 10.0.0.2 --samples 3; --samples: expected 12-1000: 3",
        "10.0.0.1 10.0.0.2 --only stakc; there is no topic 'stakc'; there are ports, stack",
        "10.0.0.1 10.0.0.2 --only stack --no-os-scan; leave nothing to ask",
        "10.0.0.1 10.0.0.2 --ports -oN=/etc/passwd; --ports",
        "10.0.0.1 10.0.0.2 --scripts /tmp/evil.nse; --scripts: expected names",
        "10.0.0.1 10.0.0.2 --format xml; --format",
      })
  void wrongUsageIsSaidAndIsTwo(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(told.toString()).containsAnyOf(message.split("\\|"));
  }

  @Test
  void aCaptureThatIsNoneIsSaid(@TempDir Path directory) throws Exception {
    Path capture = Files.writeString(directory.resolve("notes.pcap"), "these are notes");

    assertThat(run("10.0.0.1", "10.0.0.2", "--replay", capture.toString())).isEqualTo(3);
    assertThat(told.toString()).contains("notes.pcap is neither pcap nor pcapng");
  }

  @Test
  void aMissingInterfaceIsSaid() {
    assertThat(run("10.0.0.1", "10.0.0.2", "--interface", "nosuch0")).isEqualTo(3);
    assertThat(told.toString()).contains("there is no interface nosuch0");
  }
}
