package org.utsusemi.decoy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that were found once, in {@code fuzz/TARGET/}, and those that a search begins with. */
class FuzzTargetsTest {
  private static Stream<String> names() {
    return Targets.ALL.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesWhatItBeginsWith(String name) {
    Target target = Targets.ALL.get(name).get();
    assertThat(target.seeds()).isNotEmpty();
    target.seeds().forEach(target::take);
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesNothingAndEveryByte(String name) {
    Target target = Targets.ALL.get(name).get();
    target.take(new byte[0]);
    for (int value = 0; value < 256; value++) {
      target.take(new byte[] {(byte) value});
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesWhatWasFoundOnce(String name) throws IOException, URISyntaxException {
    Target target = Targets.ALL.get(name).get();
    for (byte[] input : found(name)) {
      target.take(input);
    }
  }

  private static List<byte[]> found(String name) throws IOException, URISyntaxException {
    URL directory = FuzzTargetsTest.class.getResource("/fuzz/" + name);
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
      List<byte[]> inputs = new java.util.ArrayList<>();
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
      return inputs;
    }
  }
}
