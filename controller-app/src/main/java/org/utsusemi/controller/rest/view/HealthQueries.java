package org.utsusemi.controller.rest.view;

import java.util.List;

/** What the controller itself knows to be wrong. */
@FunctionalInterface
public interface HealthQueries {
  /**
   * One sentence for each thing that is wrong, besides switches that are away and a decoy plane
   * that is down: those are seen from their own views.
   */
  List<String> problems();
}
