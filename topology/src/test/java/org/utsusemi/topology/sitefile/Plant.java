package org.utsusemi.topology.sitefile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that site files of the tests name, to read site files in. */
record Plant(Path directory) {
  static Plant in(Path directory) throws IOException {
    Path personas = Files.createDirectories(directory.resolve("personas"));
    for (String persona : List.of("plc1.yaml", "meter1.yaml")) {
      Files.copy(resource("good/personas/" + persona), personas.resolve(persona));
    }
    Path credentials = directory.resolve("credentials.yaml");
    Files.copy(resource("good/credentials.yaml"), credentials);
    Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
    return new Plant(directory);
  }

  SiteFile.Result read(String text) {
    try {
      return SiteFile.read(Files.writeString(directory.resolve("site.yaml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String resource) {
    try {
      return Files.readString(resource(resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The site files of a folder, by name. */
  static List<String> siteFiles(String folder) throws IOException {
    try (Stream<Path> files = Files.list(resource(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(name -> name.endsWith(".yaml") && !name.endsWith("credentials.yaml"))
          .sorted()
          .toList();
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(Plant.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
