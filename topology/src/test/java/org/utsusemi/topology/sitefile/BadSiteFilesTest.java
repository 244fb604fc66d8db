package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.topology.yaml.Problem;

/** Each file of {@code bad} says in its first lines which problems it has, and has no others. */
class BadSiteFilesTest {
  private static final Pattern EXPECTATION = Pattern.compile("# expect (\\d+): (.*)");

  @TempDir Path directory;
  private Plant plant;

  @BeforeEach
  void layOut() throws IOException {
    plant = Plant.in(directory);
  }

  static List<String> files() throws IOException {
    return Plant.siteFiles("bad");
  }

  @Test
  void thereAreManyOfThem() throws IOException {
    assertThat(files()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedWithTheProblemsItNames(String file) {
    String text = Plant.text(file);
    SiteFile.Result result = plant.read(text);
    assertThat(result.site()).isEmpty();
    List<Problem> left = new ArrayList<>(result.problems());
    for (String line : text.lines().toList()) {
      Matcher expected = EXPECTATION.matcher(line);
      if (expected.matches()) {
        int at = Integer.parseInt(expected.group(1));
        boolean found =
            left.removeIf(p -> p.at().line() == at && p.message().contains(expected.group(2)));
        assertThat(found).as(line + "\nfound: " + result.problems()).isTrue();
      }
    }
    assertThat(left).as("problems that the file does not name").isEmpty();
    assertThat(text).startsWith("# expect ");
  }

  @Test
  void credentialsAreForTheirOwnerAlone() throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve("credentials.yaml"), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(plant.read(Plant.text("good/whole.yaml")).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.at().line()).isEqualTo(55);
              assertThat(problem.message())
                  .startsWith("deception.credentials: ")
                  .contains("has the mode rw-r-----, expected rw-------: chmod 600 ");
            });
  }

  @Test
  void theSiteFileItselfMayBeMissingADirectoryHugeOrNoText() throws IOException {
    assertThat(SiteFile.read(directory.resolve("none.yaml")).problems().toString())
        .contains("none.yaml:1:1: there is no such file");
    assertThat(SiteFile.read(directory).problems().toString()).contains("expected a site file");
    Path huge = Files.write(directory.resolve("huge"), new byte[5 << 20]);
    assertThat(SiteFile.read(huge).problems().toString()).contains("at most 1048576 characters");
    Path binary = Files.write(directory.resolve("binary"), new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThat(SiteFile.read(binary).problems().toString()).contains("binary:1:4: byte 0xff");
  }
}
