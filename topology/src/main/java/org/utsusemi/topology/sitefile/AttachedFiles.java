package org.utsusemi.topology.sitefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** The files that a site file names; their paths start beside it. */
final class AttachedFiles {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path siteFile;
  private final List<AttachedFileCheck> checks;
  private final Set<Path> checked = new HashSet<>();

  AttachedFiles(Path siteFile) {
    this.siteFile = siteFile;
    this.checks =
        ServiceLoader.load(AttachedFileCheck.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
  }

  /** A path beside the site file. */
  Path beside(String name) {
    return siteFile.resolveSibling(name);
  }

  /** Any path, whether something is there or not. */
  Shape<Path> path(String example) {
    return Shapes.scalar(
        "a path such as " + example,
        text -> {
          try {
            boolean printable = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
            return printable ? Optional.of(siteFile.resolveSibling(text)) : Optional.empty();
          } catch (InvalidPathException e) {
            return Optional.empty();
          }
        });
  }

  /** A directory, or where one can be made. */
  Shape<Path> directory(String example) {
    return (node, path, problems) ->
        path(example)
            .read(node, path, problems)
            .filter(
                directory -> {
                  boolean free = Files.notExists(directory) || Files.isDirectory(directory);
                  if (!free) {
                    problems.add(node.at(), path, directory + " is no directory: name another");
                  }
                  return free;
                });
  }

  /** A persona file that can be read and is right. */
  Shape<Path> persona() {
    return (node, path, problems) ->
        file("personas/plc1.yaml")
            .read(node, path, problems)
            .filter(
                file -> {
                  int before = problems.size();
                  if (checked.add(file.normalize())) {
                    checkPersona(file, node, path, problems);
                  }
                  return problems.size() == before;
                });
  }

  /** A file that nobody but its owner can read. */
  Shape<Path> secret(String example) {
    return (node, path, problems) ->
        file(example)
            .read(node, path, problems)
            .filter(
                file -> {
                  try {
                    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
                    if (OWNER.containsAll(mode)) {
                      return true;
                    }
                    problems.add(
                        node.at(),
                        path,
                        file
                            + " has the mode "
                            + PosixFilePermissions.toString(mode)
                            + ", expected rw-------: chmod 600 "
                            + file);
                  } catch (IOException e) {
                    unreadable(file, e, node, path, problems);
                  }
                  return false;
                });
  }

  private Shape<Path> file(String example) {
    return (node, path, problems) ->
        path(example)
            .read(node, path, problems)
            .filter(
                file -> {
                  boolean readable = Files.isRegularFile(file) && Files.isReadable(file);
                  if (!readable) {
                    String why =
                        Files.notExists(file)
                            ? "there is no file " + file
                            : file + " is no file that can be read";
                    problems.add(
                        node.at(),
                        path,
                        why + ": make it, or name another; paths start beside the site file");
                  }
                  return readable;
                });
  }

  private void checkPersona(Path file, Yaml node, String path, Problems problems) {
    try {
      long size = Files.size(file);
      if (size > Yaml.MAX_LENGTH) {
        problems.add(node.at(), path, file + " is too large for a persona: " + size + " bytes");
        return;
      }
      Yaml.decode(file.toString(), Files.readAllBytes(file), problems)
          .ifPresent(text -> checks.forEach(check -> check.check(file.toString(), text, problems)));
    } catch (IOException e) {
      unreadable(file, e, node, path, problems);
    }
  }

  private static void unreadable(
      Path file, IOException e, Yaml node, String path, Problems problems) {
    problems.add(node.at(), path, file + " cannot be read: " + e.getMessage());
  }
}
