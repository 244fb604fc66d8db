package org.utsusemi.decoy.event;

import org.utsusemi.topology.plane.Touch;

/** Where whoever notices a touch puts it. Never blocks, never throws. */
@FunctionalInterface
public interface TouchSink {
  void accept(Touch touch);
}
