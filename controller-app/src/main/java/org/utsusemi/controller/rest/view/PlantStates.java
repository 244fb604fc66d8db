package org.utsusemi.controller.rest.view;

/** The plant state: which one is present, and how to bring about another. */
public interface PlantStates {
  /** Answers at once, also while a change is under way. */
  PlantStateView current();

  /**
   * Changes the plant state, or works out what a change would do. Returns after the last barrier is
   * answered, or has timed out.
   *
   * @param request names a state of the site
   * @throws ChangeRefusedException when nothing was sent to any switch
   */
  ChangeResult change(ChangeRequest request) throws ChangeRefusedException;
}
