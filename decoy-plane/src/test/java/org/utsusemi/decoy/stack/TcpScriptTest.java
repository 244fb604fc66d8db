package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TcpScriptTest {
  static Stream<Path> scripts() throws IOException, URISyntaxException {
    return all().stream();
  }

  private static List<Path> all() throws IOException, URISyntaxException {
    Path directory = Path.of(TcpScriptTest.class.getResource("/tcp").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".tcp")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void plays(Path script) throws IOException {
    new TcpScript(Files.readAllLines(script)).run();
  }

  @Test
  void allScriptsAreFound() throws IOException, URISyntaxException {
    assertThat(all()).hasSizeGreaterThanOrEqualTo(25);
  }
}
