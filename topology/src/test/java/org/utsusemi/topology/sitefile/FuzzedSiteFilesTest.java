package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in a site file, reading it ends in a site or in problems, and never otherwise.
 */
class FuzzedSiteFilesTest {
  @TempDir Path directory;
  private byte[] good;

  @BeforeEach
  void layOut() throws IOException {
    Plant.in(directory);
    good = Plant.text("good/every-key.yaml").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void truncatedAnywhere() throws IOException {
    for (int length = 0; length < good.length; length += 7) {
      readsToAnEnd(Arrays.copyOf(good, length));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void bytesChanged(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      byte[] changed = good.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      readsToAnEnd(changed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void piecesMovedAbout(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      byte[] changed = good.clone();
      int length = 1 + random.nextInt(40);
      int from = random.nextInt(changed.length - length);
      int to = random.nextInt(changed.length - length);
      System.arraycopy(good, from, changed, to, length);
      readsToAnEnd(changed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void noise(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      readsToAnEnd(noise);
    }
  }

  private void readsToAnEnd(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("site.yaml"), bytes);
    SiteFile.Result result = SiteFile.read(file);
    assertThat(result.site().isPresent()).isEqualTo(result.problems().isEmpty());
  }
}
