package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Sequence;
import org.utsusemi.topology.yaml.Yaml;

/**
 * A YAML document that can be changed and written again: every key on a line of its own, so that
 * each problem has just one right line. A value is a text, a list, or a {@link Branch}.
 */
final class Draft {
  /** A mapping that can be changed. */
  static final class Branch {
    final List<Twig> twigs = new ArrayList<>();

    int indexOf(String key) {
      for (int i = 0; i < twigs.size(); i++) {
        if (twigs.get(i).key.equals(key)) {
          return i;
        }
      }
      throw new IllegalArgumentException("no key " + key);
    }
  }

  /** A key and its value. */
  static final class Twig {
    String key;
    Object value;

    Twig(String key, Object value) {
      this.key = key;
      this.value = value;
    }
  }

  private final Branch root;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Integer> lastLines = new HashMap<>();
  private final Map<String, Integer> starts = new HashMap<>();
  private int line;

  private Draft(Branch root) {
    this.root = root;
  }

  static Draft of(String text) {
    return new Draft((Branch) copy(Yaml.parse("f", text, new Problems()).orElseThrow()));
  }

  Branch root() {
    return root;
  }

  /** The mapping that a key stands in, by the path of the key. */
  Branch parentOf(List<String> path) {
    Branch branch = root;
    for (String key : path.subList(0, path.size() - 1)) {
      branch = (Branch) branch.twigs.get(branch.indexOf(key)).value;
    }
    return branch;
  }

  Twig at(List<String> path) {
    Branch parent = parentOf(path);
    return parent.twigs.get(parent.indexOf(path.get(path.size() - 1)));
  }

  String write() {
    text.setLength(0);
    line = 1;
    starts.put("", 1);
    write(root, "", 0);
    return text.toString();
  }

  /** The line of a key in what was written last; of two equal ones the first. */
  int lineOf(String path) {
    return lines.get(path);
  }

  /** The line of a key in what was written last; of two equal ones the last. */
  int lastLineOf(String path) {
    return lastLines.get(path);
  }

  /** The line where the mapping at a path starts. */
  int startOf(String path) {
    return starts.get(path);
  }

  private void write(Branch branch, String path, int depth) {
    for (Twig twig : branch.twigs) {
      String inner = path.isEmpty() ? twig.key : path + "." + twig.key;
      lines.putIfAbsent(inner, line);
      lastLines.put(inner, line);
      text.append("  ".repeat(depth)).append(quote(twig.key)).append(":");
      if (twig.value instanceof Branch child && !child.twigs.isEmpty()) {
        text.append('\n');
        line++;
        starts.putIfAbsent(inner, line);
        write(child, inner, depth + 1);
      } else {
        starts.putIfAbsent(inner, line);
        text.append(' ').append(inline(twig.value)).append('\n');
        line++;
      }
    }
  }

  private static String inline(Object value) {
    if (value instanceof List<?> list) {
      return "[ " + String.join(", ", list.stream().map(Draft::inline).toList()) + " ]";
    }
    if (value instanceof Branch branch) {
      return "{ "
          + String.join(
              ", ", branch.twigs.stream().map(t -> quote(t.key) + ": " + inline(t.value)).toList())
          + " }";
    }
    return quote((String) value);
  }

  private static String quote(String text) {
    return '"' + text.replace("\u0007", "\\u0007") + '"';
  }

  private static Object copy(Yaml node) {
    if (node instanceof Mapping mapping) {
      Branch branch = new Branch();
      mapping.entries().forEach(e -> branch.twigs.add(new Twig(e.key().text(), copy(e.value()))));
      return branch;
    }
    if (node instanceof Sequence sequence) {
      List<Object> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(copy(item)));
      return items;
    }
    return ((Scalar) node).text();
  }
}
