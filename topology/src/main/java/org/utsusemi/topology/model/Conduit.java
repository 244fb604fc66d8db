package org.utsusemi.topology.model;

import java.util.List;

/**
 * A permitted conversation (IEC 62443): each of {@code from} may open each service to each of
 * {@code to}. Never from a device to itself.
 *
 * @param from names of devices, at least one
 * @param to names of devices, at least one
 * @param services at least one
 * @param weight what losing it costs, 0–1000, for quarantine
 * @param mirror the decoy port gets a copy of what it carries
 * @param safety in every plant state, never cut
 */
public record Conduit(
    String name,
    List<String> from,
    List<String> to,
    List<Service> services,
    int weight,
    boolean mirror,
    boolean safety,
    SourceRef at) {
  public Conduit {
    from = List.copyOf(from);
    to = List.copyOf(to);
    services = List.copyOf(services);
  }
}
