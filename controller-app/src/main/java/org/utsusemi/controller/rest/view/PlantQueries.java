package org.utsusemi.controller.rest.view;

/** Zones and devices of the site in any of its plant states. */
public interface PlantQueries {
  /**
   * @param plantState a state of the site
   */
  ZonesView zones(String plantState);

  /** In the present plant state. */
  DevicesView devices();
}
