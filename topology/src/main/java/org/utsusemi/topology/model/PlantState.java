package org.utsusemi.topology.model;

import java.util.Set;

/**
 * An operating state of the plant.
 *
 * @param conduits names of the conduits that it lists; safety conduits belong to it unlisted
 * @param initial the state that a controller without a memory starts in; exactly one of a site
 */
public record PlantState(String name, Set<String> conduits, boolean initial, SourceRef at) {
  public PlantState {
    conduits = Set.copyOf(conduits);
  }
}
