package org.utsusemi.controller.plant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.topology.address.PortRef;

/** Writes down what it was told. */
final class RecordingListener implements PlantListener {
  final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void permitted(String plantState, Set<String> conduits) {
    told.add("permitted " + plantState + " " + conduits);
  }

  @Override
  public void changed(ChangeResult result, String by, String reason) {
    told.add("changed to " + result.state() + " by " + by);
  }

  @Override
  public void released(String plantState, Set<String> conduits) {
    told.add("released " + conduits);
  }

  @Override
  public void switchConnected(String switchName, String remote) {
    told.add(switchName + " connected");
  }

  @Override
  public void switchLost(String switchName, String reason) {
    told.add(switchName + " lost: " + reason);
  }

  @Override
  public void repaired(String switchName, int missing, int differing, int excess) {
    told.add(switchName + " repaired " + missing + "/" + differing + "/" + excess);
  }

  @Override
  public void foreignRules(String switchName, List<InstalledRule> rules) {
    told.add(switchName + " foreign " + rules.size());
  }

  @Override
  public void taggedFrames(PortRef port, long frames) {
    told.add(port + " tagged " + frames);
  }

  @Override
  public void problem(String subject, String message) {
    told.add("problem with " + subject + ": " + message);
  }
}
