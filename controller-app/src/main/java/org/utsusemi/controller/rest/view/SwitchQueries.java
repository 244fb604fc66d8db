package org.utsusemi.controller.rest.view;

import java.util.List;
import java.util.Optional;

/** The switches of the site and the rules in them. */
public interface SwitchQueries {
  /** In the order of the site file; answers from memory. */
  List<SwitchView> switches();

  /**
   * Reads the switch's flow tables and lays them beside what it should hold. Takes as long as the
   * switch does, a few seconds at most.
   *
   * @return empty when the site has no such switch
   */
  Optional<FlowsView> flows(String switchName);
}
