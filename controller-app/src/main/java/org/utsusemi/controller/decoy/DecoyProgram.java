package org.utsusemi.controller.decoy;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What runs as the decoy plane.
 *
 * @param classPath jars and directories
 * @param mainClass called with {@code decoy --interface IF --control SOCKET}
 */
public record DecoyProgram(List<Path> classPath, String mainClass) {
  public DecoyProgram {
    classPath = List.copyOf(classPath);
  }

  /** The program that is running, from its own class path. */
  public static DecoyProgram self(String mainClass) {
    return new DecoyProgram(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList(),
        mainClass);
  }
}
