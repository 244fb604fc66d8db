package org.utsusemi.decoy.persona;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.utsusemi.decoy.fuzz.Resources;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.decoy.personality.NmapOsDb;

/**
 * The reader of persona files, fingerprints within them included: it tells problems, and no more.
 */
public final class PersonaTarget implements Target {
  private static final int LONGEST_MESSAGE = 2000;

  private final PersonaFile reader = new PersonaFile(new NmapOsDb(Path.of("/no-such-file")));

  @Override
  public void take(byte[] input) {
    PersonaFile.Result result = reader.read("fuzz.yaml", new String(input, StandardCharsets.UTF_8));
    if (result.persona().isPresent() != result.problems().isEmpty()) {
      throw new AssertionError("a persona and problems, or neither");
    }
    result
        .problems()
        .forEach(
            problem -> {
              if (problem.toString().length() > LONGEST_MESSAGE) {
                throw new AssertionError("a problem that nobody reads to its end");
              }
            });
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>(Resources.of("/org/utsusemi/decoy/persona/good"));
    seeds.addAll(Resources.of("/org/utsusemi/decoy/persona/bad"));
    return seeds;
  }
}
