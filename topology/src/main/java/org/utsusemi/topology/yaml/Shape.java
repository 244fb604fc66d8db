package org.utsusemi.topology.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a value is written. {@link Shapes} has the usual ones.
 *
 * @param <T> what it is read into
 */
@FunctionalInterface
public interface Shape<T> {
  /**
   * Reads a value.
   *
   * @param path its keys from the top of the file, such as {@code devices.plc1.mac}
   * @param problems gets what was found and what to write, when the value cannot be read
   * @return empty exactly when a problem was added
   */
  Optional<T> read(Yaml node, String path, Problems problems);

  /** The same, with the place where it is written. */
  default Shape<Located<T>> located() {
    return (node, path, problems) ->
        read(node, path, problems).map(value -> new Located<>(value, node.at()));
  }

  /** The same, made into something else. */
  default <U> Shape<U> map(Function<? super T, ? extends U> change) {
    return (node, path, problems) -> read(node, path, problems).map(change);
  }

  /** A list of such values, possibly empty. Empty, with all its problems, when one is bad. */
  default Shape<List<T>> list() {
    return (node, path, problems) -> {
      if (node instanceof Sequence sequence) {
        return items(sequence, path, problems);
      }
      problems.add(node.at(), path, "expected a list such as [a, b], found " + node.describe());
      return Optional.empty();
    };
  }

  /** One such value, or a list of at least one. */
  default Shape<List<T>> oneOrMore() {
    return (node, path, problems) -> {
      if (!(node instanceof Sequence sequence)) {
        return read(node, path, problems).map(List::of);
      }
      if (sequence.items().isEmpty()) {
        problems.add(node.at(), path, "expected at least one, found an empty list");
        return Optional.empty();
      }
      return items(sequence, path, problems);
    };
  }

  private Optional<List<T>> items(Sequence sequence, String path, Problems problems) {
    List<T> items = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      read(item, path, problems).ifPresent(items::add);
    }
    return items.size() == sequence.items().size() ? Optional.of(items) : Optional.empty();
  }
}
