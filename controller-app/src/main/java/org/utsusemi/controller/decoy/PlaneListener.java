package org.utsusemi.controller.decoy;

import java.util.List;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;

/** Told what the decoy plane says, on the supervisor's thread: must not block. */
public interface PlaneListener {
  /** Each touch is within the bounds that {@link Touch} promises. */
  void touches(List<Touch> touches);

  void status(PlaneStatus status);
}
