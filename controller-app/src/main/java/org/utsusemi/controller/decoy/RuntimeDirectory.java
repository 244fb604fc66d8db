package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the control socket lies, and copies of what the child's user could not read elsewhere. Only
 * this process may write to it.
 */
final class RuntimeDirectory implements AutoCloseable {
  private static final Path RUN = Path.of("/run");
  private static final Pattern NAME = Pattern.compile("utsusemi-(\\d{1,9})");

  private final Path path;

  private RuntimeDirectory(Path path) {
    this.path = path;
  }

  /** Makes {@code /run/utsusemi-PID}, or a directory for temporary files when /run is not ours. */
  static RuntimeDirectory create() throws IOException {
    if (!Files.isWritable(RUN)) {
      return new RuntimeDirectory(Files.createTempDirectory("utsusemi-"));
    }
    removeLeftOvers(RUN);
    Path path = Files.createDirectory(RUN.resolve("utsusemi-" + ProcessHandle.current().pid()));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new RuntimeDirectory(path);
  }

  /** Of controllers that were killed. */
  private static void removeLeftOvers(Path run) throws IOException {
    try (Stream<Path> entries = Files.list(run)) {
      for (Path entry : entries.toList()) {
        Matcher name = NAME.matcher(entry.getFileName().toString());
        if (name.matches() && isLeftOver(Long.parseLong(name.group(1)))) {
          delete(entry);
        }
      }
    }
  }

  private static boolean isLeftOver(long pid) {
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  Path path() {
    return path;
  }

  Path socket() {
    return path.resolve("control.sock");
  }

  /** Lets this user, and nobody else, connect to the socket. */
  void handSocketTo(Optional<UnixUser> user) throws IOException {
    Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-------"));
    if (user.isPresent()) {
      Files.setAttribute(socket(), "unix:uid", user.get().uid());
    }
  }

  /** The class path, with copies in place of what not everybody may read. */
  List<Path> readable(List<Path> classPath) throws IOException {
    List<Path> readable = new ArrayList<>();
    for (Path entry : classPath) {
      readable.add(isReadableByAll(entry) ? entry : copy(entry, readable.size()));
    }
    return readable;
  }

  private Path copy(Path entry, int number) throws IOException {
    Path target = path.resolve("classpath-" + number + "-" + entry.getFileName());
    if (Files.exists(target)) {
      delete(target); // of an earlier life; the program may have been built anew since
    }
    if (!Files.exists(entry)) {
      return entry; // Java passes over it, wherever it runs
    }
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.toList()) {
        Path to = target.resolve(entry.relativize(file).toString());
        Files.copy(file, to);
        boolean directory = Files.isDirectory(to);
        Files.setPosixFilePermissions(
            to, PosixFilePermissions.fromString(directory ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
    return target;
  }

  private static boolean isReadableByAll(Path entry) throws IOException {
    Path real;
    try {
      real = entry.toRealPath();
    } catch (IOException e) {
      return false;
    }
    for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
      if (!othersMay(parent, PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    try (Stream<Path> files = Files.walk(real)) {
      return files.allMatch(
          file ->
              Files.isDirectory(file)
                  ? othersMay(
                      file, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE)
                  : othersMay(file, PosixFilePermission.OTHERS_READ));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean othersMay(Path path, PosixFilePermission... wanted) {
    try {
      Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
      all.addAll(Files.getPosixFilePermissions(path));
      return all.containsAll(List.of(wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }
}
