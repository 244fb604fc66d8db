package org.utsusemi.topology.model;

import java.util.List;

/**
 * What a conduit carries, by name: well known (modbus, s7, ping …) or the site's own.
 *
 * @param traffic at least one
 */
public record Service(String name, List<Traffic> traffic) {
  public Service {
    traffic = List.copyOf(traffic);
  }
}
