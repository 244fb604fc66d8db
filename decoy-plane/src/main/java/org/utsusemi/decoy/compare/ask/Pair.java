package org.utsusemi.decoy.compare.ask;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.utsusemi.decoy.compare.Observations;

/** What both machines have shown so far, and what could not be asked. */
final class Pair {
  private final Observations original = new Observations();
  private final Observations copy = new Observations();
  private final Set<String> notes = new LinkedHashSet<>();

  Observations original() {
    return original;
  }

  Observations copy() {
    return copy;
  }

  void note(String note) {
    notes.add(note);
  }

  List<String> notes() {
    return new ArrayList<>(notes);
  }
}
