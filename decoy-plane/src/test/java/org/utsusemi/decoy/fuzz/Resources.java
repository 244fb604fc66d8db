package org.utsusemi.decoy.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files beside the tests. */
public final class Resources {
  private Resources() {}

  /** Every file of a directory, by name. */
  public static List<byte[]> of(String directory) {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(Resources.class.getResource(directory).toURI()))) {
      for (Path file : files.sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return contents;
  }
}
