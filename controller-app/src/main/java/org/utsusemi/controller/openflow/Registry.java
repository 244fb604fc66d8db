package org.utsusemi.controller.openflow;

import java.util.HashMap;
import java.util.Map;
import org.utsusemi.topology.address.Dpid;

/** Which session speaks for which datapath id: one at most. On the sessions' thread. */
final class Registry {
  private final Map<Dpid, Session> sessions = new HashMap<>();

  /**
   * Takes the datapath id for this session, unless another holds it that seems to be alive. One
   * that does not is closed.
   *
   * @return whether it is taken
   */
  boolean claim(Dpid dpid, Session session) {
    Session holder = sessions.get(dpid);
    if (holder != null && !holder.seemsDead()) {
      return false;
    }
    if (holder != null) {
      holder.close("silent, and the switch has connected anew");
    }
    sessions.put(dpid, session);
    return true;
  }

  void release(Dpid dpid, Session session) {
    sessions.remove(dpid, session);
  }
}
