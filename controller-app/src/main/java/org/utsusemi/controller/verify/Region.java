package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set of packets: those of a cube without those of some others. Whether anything is left is
 * worked out when it is asked, not before.
 */
final class Region {
  private final Cube cube;
  private final List<Cube> without;

  private Region(Cube cube, List<Cube> without) {
    this.cube = cube;
    this.without = without;
  }

  static Region of(Cube cube) {
    return new Region(cube, List.of());
  }

  /** What all packets of it have in common, and some others may have too. */
  Cube cube() {
    return cube;
  }

  /** Those that are in a cube as well; empty when that is none for sure. */
  Optional<Region> and(Cube other) {
    if (!cube.meets(other)) {
      return Optional.empty();
    }
    Cube both = cube.and(other);
    List<Cube> left = new ArrayList<>(without.size());
    for (Cube one : without) {
      if (one.contains(both)) {
        return Optional.empty();
      }
      if (one.meets(both)) {
        left.add(one);
      }
    }
    return Optional.of(new Region(both, left));
  }

  /** Those that are in none of these. */
  Region minus(List<Cube> others) {
    List<Cube> more = new ArrayList<>(without);
    for (Cube one : others) {
      if (one.meets(cube)) {
        more.add(one);
      }
    }
    return new Region(cube, more);
  }

  /** A part of it that is a cube and has none of what is left out; empty when nothing is left. */
  Optional<Cube> witness() {
    return witness(cube, without);
  }

  private static Optional<Cube> witness(Cube from, List<Cube> without) {
    List<Cube> meeting = new ArrayList<>(without.size());
    for (Cube one : without) {
      if (one.contains(from)) {
        return Optional.empty();
      }
      if (one.meets(from)) {
        meeting.add(one);
      }
    }
    if (meeting.isEmpty()) {
      return Optional.of(from);
    }
    // what is not in the first of them differs from it in at least one bit
    Cube first = meeting.get(0);
    List<Cube> others = meeting.subList(1, meeting.size());
    Cube rest = from;
    for (int field = 0; field < Cube.fields(); field++) {
      for (long free = rest.freeHere(first, field); free != 0; ) {
        long bit = Long.highestOneBit(free);
        Optional<Cube> found = witness(rest.unlike(first, field, bit), others);
        if (found.isPresent()) {
          return found;
        }
        rest = rest.like(first, field, bit);
        free &= ~bit;
      }
    }
    return Optional.empty();
  }
}
