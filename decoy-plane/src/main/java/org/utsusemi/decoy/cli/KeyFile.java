package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The 32 bytes from which it follows which clone stands where; two runs with them agree. */
final class KeyFile {
  private static final int BYTES = 32;

  private KeyFile() {}

  static byte[] random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * Reads the key, or makes one that only its owner may read.
   *
   * @throws IOException when it can be neither read nor made; it says which file and why
   */
  static byte[] at(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] key = in.readNBytes(BYTES + 1);
      if (key.length != BYTES) {
        throw new IOException(
            file
                + " has "
                + (key.length > BYTES ? "more than " + BYTES : key.length)
                + " bytes; a key has "
                + BYTES);
      }
      return key;
    } catch (NoSuchFileException firstStart) {
      return make(file);
    } catch (FileSystemException e) {
      throw new IOException("cannot read the key " + file + ": " + Reasons.of(e), e);
    }
  }

  private static byte[] make(Path file) throws IOException {
    byte[] key = random();
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(next, key);
      Files.move(next, file);
      return key;
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another run is making the key, or has broken off: " + next, e);
    } catch (IOException e) {
      throw new IOException("cannot make the key " + file + ": " + Reasons.of(e), e);
    }
  }
}
