package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Problems;

/** Who has which address or port: each may be had once, or by all who share it. */
final class Claims<T> {
  private record Claim<T>(T value, SourceRef at, String path, String holder, boolean shared) {}

  private final List<Claim<T>> claims = new ArrayList<>();

  /**
   * @param holder such as {@code device plc1}
   * @param shared whether others may have it that share it too
   */
  void add(Located<T> value, String path, String holder, boolean shared) {
    claims.add(new Claim<>(value.value(), value.at(), path, holder, shared));
  }

  /** Reports every claim but the first in the file. */
  void report(Problems problems) {
    claims.sort(Comparator.comparing(Claim::at));
    Map<T, Claim<T>> first = new HashMap<>();
    for (Claim<T> claim : claims) {
      Claim<T> other = first.putIfAbsent(claim.value(), claim);
      if (other != null && !(claim.shared() && other.shared())) {
        problems.add(
            claim.at(),
            claim.path(),
            claim.value()
                + " is taken by "
                + other.holder()
                + " (line "
                + other.at().line()
                + "): write another");
      }
    }
  }
}
