package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path directory;

  @Test
  void aKeyIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    Path file = directory.resolve("key");
    byte[] key = KeyFile.at(file);
    assertThat(key).hasSize(32).isNotEqualTo(KeyFile.at(directory.resolve("other")));
    assertThat(KeyFile.at(file)).isEqualTo(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNoKeyIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "too short");
    assertThatThrownBy(() -> KeyFile.at(file)).hasMessage(file + " has 9 bytes; a key has 32");
    Files.write(file, new byte[33]);
    assertThatThrownBy(() -> KeyFile.at(file))
        .hasMessage(file + " has more than 32 bytes; a key has 32");
    assertThatThrownBy(() -> KeyFile.at(directory.resolve("no/key")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot make the key " + directory.resolve("no/key"));
  }
}
