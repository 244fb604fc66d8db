package org.utsusemi.decoy.compare.ask;

/** Hears what is being done; long work shows that it goes on. */
@FunctionalInterface
public interface Progress {
  void doing(String what);
}
