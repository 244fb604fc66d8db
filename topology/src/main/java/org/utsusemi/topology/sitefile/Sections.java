package org.utsusemi.topology.sitefile;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** Shapes of the sections whose keys are names that the user gives. */
final class Sections {
  private static final String EXPECTED = "a mapping of names, each with its own keys";

  private Sections() {}

  /** At least one name. */
  static <V> Shape<Map<String, V>> named(Function<Located<String>, Shape<V>> value) {
    Shape<Map<String, V>> any = namedOrNone(value);
    return (node, path, problems) -> {
      if (node instanceof Mapping mapping && mapping.entries().isEmpty()) {
        problems.add(node.at(), path, "expected at least one, found none: add one");
        return Optional.empty();
      }
      return any.read(node, path, problems);
    };
  }

  static <V> Shape<Map<String, V>> namedOrNone(Function<Located<String>, Shape<V>> value) {
    return Shapes.map(EXPECTED, Values.NAME, value);
  }
}
