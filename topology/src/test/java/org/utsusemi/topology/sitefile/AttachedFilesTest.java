package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.topology.yaml.Problem;

class AttachedFilesTest {
  @TempDir Path directory;
  private Plant plant;
  private Path persona;

  @BeforeEach
  void layOut() throws IOException {
    plant = Plant.in(directory);
    persona = directory.resolve("personas/plc1.yaml");
  }

  @Test
  void aPersonaIsCheckedOnceHoweverOftenItIsNamed() throws IOException {
    Files.writeString(persona, "persona: broken");
    SiteFile.Result result = plant.read(Plant.text("good/whole.yaml"));
    assertThat(result.site()).isEmpty();
    assertThat(result.problems())
        .extracting(Problem::toString)
        .containsExactly(persona + ":3:1: broken: mend it");
  }

  @Test
  void aPersonaThatIsNoTextIsAProblemInThePersona() throws IOException {
    Files.write(persona, new byte[] {'a', '\n', (byte) 0xc3});
    List<Problem> problems = plant.read(Plant.text("good/whole.yaml")).problems();
    assertThat(problems.toString()).contains(persona + ":2:1: byte 0xc3 is not UTF-8");
  }

  @Test
  void aPersonaIsOfBoundedSize() throws IOException {
    Files.write(persona, new byte[(1 << 20) + 1]);
    List<Problem> problems = plant.read(Plant.text("good/whole.yaml")).problems();
    assertThat(problems.toString()).contains("is too large for a persona: 1048577 bytes");
  }

  @Test
  void pathsStartBesideTheSiteFile() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path file = Files.writeString(elsewhere.resolve("site.yaml"), Plant.text("good/whole.yaml"));
    assertThat(SiteFile.read(file).problems())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("there is no file " + elsewhere.resolve("personas/plc1.yaml")));
  }
}
