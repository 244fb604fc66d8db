package org.utsusemi.controller.rest.view;

import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

/** The devices of the site in the present plant state, in the order of the site file. */
public record DevicesView(String state, List<DeviceView> devices) {
  public DevicesView {
    devices = List.copyOf(devices);
  }

  /**
   * A device. Either {@code zone} or {@code taggedOut} is there, never both.
   *
   * @param vendor empty text when the site file does not say; so are {@code product} and {@code
   *     version}
   * @param zone its number
   * @param taggedOut why it is cut off
   */
  public record DeviceView(
      String name,
      String role,
      String network,
      Ipv4Address ip,
      MacAddress mac,
      PortRef port,
      String vendor,
      String product,
      String version,
      boolean critical,
      boolean safety,
      Optional<Integer> zone,
      Optional<String> taggedOut) {}
}
