package org.utsusemi.controller.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The secret from which the address book follows: 32 bytes, made once for each installation, so
 * that no two sites show the same clones and the clones of one stay where they are over restarts.
 */
public final class AddressBookKey {
  private static final String FILE = "address-book.key";
  private static final int BYTES = 32;

  private AddressBookKey() {}

  /**
   * Reads the key, or makes one.
   *
   * @param directory exists and can be written
   * @throws IOException when it can be neither read nor made; it says which file and why
   */
  public static byte[] in(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length != BYTES) {
        throw new IOException(file + " has " + key.length + " bytes, expected " + BYTES);
      }
      return key;
    } catch (NoSuchFileException firstStart) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      Path next =
          Files.createTempFile(
              directory,
              FILE,
              ".next",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(next, key);
      Files.move(next, file);
      return key;
    }
  }
}
