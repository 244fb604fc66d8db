package org.utsusemi.decoy.event;

import org.utsusemi.topology.plane.Touch;

/** Where whoever notices a touch puts it. Never blocks, never throws. */
@FunctionalInterface
public interface TouchSink {
  void accept(Touch touch);

  /** Takes notice of touches that were too many to be told. */
  default void lost(long count) {
    // who does not count what is lost need not know
  }
}
