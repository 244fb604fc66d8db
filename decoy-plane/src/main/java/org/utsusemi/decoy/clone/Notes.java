package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.List;

/** What was learned and what was not, in words for people, in the order in which it was noticed. */
final class Notes {
  /**
   * Something that could not be learned.
   *
   * @param why the reason, and what to do
   */
  record Missing(String what, String why) {}

  private final List<String> learned = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();

  void learned(String what) {
    learned.add(what);
  }

  void missing(String what, String why) {
    missing.add(new Missing(what, why));
  }

  List<String> learned() {
    return learned;
  }

  List<Missing> missing() {
    return missing;
  }
}
