package org.utsusemi.controller.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of what must not be forgotten, held by one controller at a time. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing, and takes it.
   *
   * @throws IOException when it cannot be written, or another controller has it; it says which
   */
  static DataDirectory take(Path path) throws IOException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new IOException("controller.data: " + path + " cannot be made: " + e.getMessage(), e);
    }
    Path file = path.resolve("lock");
    FileChannel lock;
    try {
      lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("controller.data: cannot write " + file + ": " + e.getMessage(), e);
    }
    try {
      FileLock held = lock.tryLock();
      if (held != null) {
        return new DataDirectory(path, lock);
      }
    } catch (OverlappingFileLockException e) {
      // this very process has it: the same answer
    }
    lock.close();
    throw new IOException("controller.data: another controller runs with " + path);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
