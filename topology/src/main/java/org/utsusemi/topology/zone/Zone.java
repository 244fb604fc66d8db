package org.utsusemi.topology.zone;

import java.util.List;

/**
 * The devices that may reach each other, directly or through one another, in one plant state.
 *
 * @param number from 1, in the order of the site file's devices
 * @param devices names, at least two, in the order of the site file
 * @param conduits names of the conduits that hold it together, in the order of the site file
 */
public record Zone(int number, List<String> devices, List<String> conduits) {
  public Zone {
    devices = List.copyOf(devices);
    conduits = List.copyOf(conduits);
  }
}
