package org.utsusemi.controller.rest.view;

import java.util.List;

/** Who may reach whom in a plant state: each device is in exactly one zone or tagged out. */
public record ZonesView(String state, List<ZoneView> zones, List<TaggedOut> taggedOut) {
  public ZonesView {
    zones = List.copyOf(zones);
    taggedOut = List.copyOf(taggedOut);
  }

  /**
   * Devices that reach each other, directly or through one another.
   *
   * @param number from 1
   * @param devices names, in the order of the site file
   * @param conduits names of the conduits that hold it together
   */
  public record ZoneView(int number, List<String> devices, List<String> conduits) {
    public ZoneView {
      devices = List.copyOf(devices);
      conduits = List.copyOf(conduits);
    }
  }

  /**
   * A device that is cut off.
   *
   * @param reason for people
   */
  public record TaggedOut(String device, String reason) {}
}
