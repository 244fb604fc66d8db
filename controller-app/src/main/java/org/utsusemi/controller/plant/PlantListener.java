package org.utsusemi.controller.plant;

import java.util.List;
import java.util.Set;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.topology.address.PortRef;

/** Told what happens to the plant, on the plant's thread: must not block. */
public interface PlantListener {
  /** Another set of conduits is permitted now, on all switches that could be reached. */
  void permitted(String plantState, Set<String> conduits);

  void changed(ChangeResult result, String by, String reason);

  /** Conduits that had been held are granted: what they rested on is confirmed. */
  void released(String plantState, Set<String> conduits);

  void switchConnected(String switchName, String remote);

  void switchLost(String switchName, String reason);

  /**
   * Reconciling put rules right: how many were missing, how many differed, how many were excess.
   */
  void repaired(String switchName, int missing, int differing, int excess);

  /** The foreign rules of a switch are now others than at the last reading. */
  void foreignRules(String switchName, List<InstalledRule> rules);

  /** Tagged frames came in by an access port since the last reading, and were dropped. */
  void taggedFrames(PortRef port, long frames);

  /** Something is wrong that needs a person. */
  void problem(String subject, String message);
}
