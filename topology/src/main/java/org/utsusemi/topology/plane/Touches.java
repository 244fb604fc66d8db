package org.utsusemi.topology.plane;

import java.util.List;

/** Up: what happened since the last such message. */
public record Touches(List<Touch> touches) implements PlaneMessage {
  public Touches {
    touches = List.copyOf(touches);
  }
}
