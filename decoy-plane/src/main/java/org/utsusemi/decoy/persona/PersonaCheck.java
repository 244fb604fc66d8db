package org.utsusemi.decoy.persona;

import org.utsusemi.topology.sitefile.AttachedFileCheck;
import org.utsusemi.topology.yaml.Problems;

/** Has {@code utsusemi check} refuse a persona file that the decoy plane could not read. */
public final class PersonaCheck implements AttachedFileCheck {
  private final PersonaFile reader = PersonaFile.reader();

  @Override
  public void check(String fileName, String text, Problems problems) {
    reader.read(fileName, text, problems);
  }
}
