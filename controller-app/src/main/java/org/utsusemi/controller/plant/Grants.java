package org.utsusemi.controller.plant;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Traffic;

/**
 * Which conduits of a plant state may be granted while some switches have not confirmed what was
 * revoked. Two states may exclude each other's conduits at one device for a reason (a valve that is
 * driven from two sides); so a new conduit waits for every unconfirmed revoke that shares a device
 * with it. What was permitted before and still is, never waits.
 */
final class Grants {
  private Grants() {}

  /**
   * The conduits of {@code asked} that must wait.
   *
   * @param permitted names of the conduits permitted until now
   * @param unconfirmed by switch, the names of the conduits whose revoke it has not confirmed
   */
  static Set<String> held(
      Site site,
      Collection<Conduit> asked,
      Set<String> permitted,
      Map<String, Set<String>> unconfirmed) {
    Set<String> busy = new HashSet<>();
    for (Set<String> conduits : unconfirmed.values()) {
      conduits.stream()
          .map(site.conduits()::get)
          .filter(Objects::nonNull)
          .flatMap(Grants::devices)
          .forEach(busy::add);
    }
    return asked.stream()
        .filter(conduit -> !permitted.contains(conduit.name()))
        .filter(conduit -> devices(conduit).anyMatch(busy::contains))
        .map(Conduit::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Without the conduits that are permitted again, and without the switches that are left empty.
   */
  static Map<String, Set<String>> without(
      Map<String, Set<String>> unconfirmed, Set<String> permittedAgain) {
    Map<String, Set<String>> left = new HashMap<>();
    unconfirmed.forEach(
        (name, conduits) -> {
          Set<String> still = new HashSet<>(conduits);
          still.removeAll(permittedAgain);
          if (!still.isEmpty()) {
            left.put(name, still);
          }
        });
    return left;
  }

  /**
   * Whether a conduit has rules of its own on a switch: where its devices are and, for frames to a
   * group, anywhere on the way. A conduit that the site no longer has concerns none.
   */
  static boolean concerns(Site site, String conduitName, String switchName) {
    Conduit conduit = site.conduits().get(conduitName);
    return conduit != null
        && (devices(conduit)
                .anyMatch(name -> site.devices().get(name).port().switchName().equals(switchName))
            || conduit.services().stream()
                .flatMap(service -> service.traffic().stream())
                .anyMatch(Traffic.Layer2.class::isInstance));
  }

  private static Stream<String> devices(Conduit conduit) {
    return Stream.concat(conduit.from().stream(), conduit.to().stream());
  }
}
