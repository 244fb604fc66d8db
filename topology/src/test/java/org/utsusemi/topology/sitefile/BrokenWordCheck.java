package org.utsusemi.topology.sitefile;

import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Problems;

/** Stands for the checker of persona files: finds one problem in each that says {@code broken}. */
public final class BrokenWordCheck implements AttachedFileCheck {
  @Override
  public void check(String fileName, String text, Problems problems) {
    if (text.contains("broken")) {
      // the second time it would be another problem
      problems.add(new SourceRef(fileName, 3, 1 + problems.size()), "broken: mend it");
    }
  }
}
