package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Nearest;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Yaml;

/**
 * The names that a site file gives, taken from it before anything else is read: a reference to a
 * device that has problems of its own is not a problem too.
 */
record Names(
    Set<String> networks,
    Set<String> switches,
    Set<String> devices,
    Set<String> services,
    Set<String> conduits,
    Set<String> plantStates) {
  private static final int SHOWN = 12;

  static Names of(Yaml root) {
    Set<String> services = new LinkedHashSet<>(keys(root, "services"));
    services.addAll(WellKnownServices.names());
    return new Names(
        keys(root, "networks"),
        keys(root, "switches"),
        keys(root, "devices"),
        services,
        keys(root, "conduits"),
        keys(root, "plant_states"));
  }

  Shape<String> network() {
    return reference("network", networks);
  }

  Shape<String> device() {
    return reference("device", devices);
  }

  Shape<String> service() {
    return reference("service", services);
  }

  Shape<String> conduit() {
    return reference("conduit", conduits);
  }

  Shape<String> plantState() {
    return reference("plant state", plantStates);
  }

  /** Whether there is such a switch; a problem when not. */
  boolean hasSwitch(String name, SourceRef at, String path, Problems problems) {
    return has("switch", name, switches, at, path, problems);
  }

  /** Refuses what stands in a list twice. */
  static Shape<List<Located<String>>> distinct(Shape<List<Located<String>>> list) {
    return (node, path, problems) ->
        list.read(node, path, problems)
            .filter(
                names -> {
                  Map<String, SourceRef> seen = new HashMap<>();
                  List<Located<String>> again = new ArrayList<>();
                  for (Located<String> name : names) {
                    if (seen.putIfAbsent(name.value(), name.at()) != null) {
                      again.add(name);
                    }
                  }
                  again.forEach(
                      name ->
                          problems.add(
                              name.at(),
                              path,
                              "'" + name.value() + "' stands here twice: write it once"));
                  return again.isEmpty();
                });
  }

  private static Shape<String> reference(String kind, Set<String> names) {
    return (node, path, problems) -> {
      if (!(node instanceof Scalar scalar)) {
        problems.add(
            node.at(), path, "expected the name of a " + kind + ", found " + node.describe());
        return Optional.empty();
      }
      return has(kind, scalar.text(), names, node.at(), path, problems)
          ? Optional.of(scalar.text())
          : Optional.empty();
    };
  }

  private static boolean has(
      String kind, String name, Set<String> names, SourceRef at, String path, Problems problems) {
    if (names.contains(name)) {
      return true;
    }
    String all =
        names.stream().limit(SHOWN).collect(Collectors.joining(", "))
            + (names.size() > SHOWN ? ", …" : "");
    problems.add(
        at,
        path,
        "there is no "
            + kind
            + " '"
            + name
            + "'"
            + Nearest.hint(name, names)
            + "; "
            + (names.isEmpty() ? "none is defined" : "write one of: " + all));
    return false;
  }

  private static Set<String> keys(Yaml root, String section) {
    Set<String> keys = new LinkedHashSet<>();
    for (Mapping.Entry entry : entries(root)) {
      if (entry.key().text().equals(section)) {
        entries(entry.value()).forEach(inner -> keys.add(inner.key().text()));
      }
    }
    return keys;
  }

  private static List<Mapping.Entry> entries(Yaml node) {
    return node instanceof Mapping mapping ? mapping.entries() : List.of();
  }
}
