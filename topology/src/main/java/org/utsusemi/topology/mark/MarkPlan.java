package org.utsusemi.topology.mark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;

/** All marks of a site. */
public record MarkPlan(List<MarkBlock> blocks) {
  /**
   * A 48-port switch with its uplinks fits; a switch with higher port numbers makes blocks grow.
   */
  static final int SMALLEST_BLOCK = 64;

  private static final int LARGEST_BLOCK = 1024;

  /** The highest port number that can have a mark. */
  public static final int HIGHEST_PORT = LARGEST_BLOCK - 1;

  public MarkPlan {
    blocks = List.copyOf(blocks);
  }

  /**
   * Gives each switch a block, in the given order, so that a switch appended to the site file moves
   * no other switch's marks.
   *
   * @param marks the VLAN ids to take them from
   * @param switches names
   * @param highestPort the highest port number that the site file names
   * @return empty when the range is too small; see {@link #capacity}
   */
  public static Optional<MarkPlan> of(
      NumberRange marks, Collection<String> switches, int highestPort) {
    int size = blockSize(highestPort);
    List<MarkBlock> blocks = new ArrayList<>();
    int next = alignUp(marks.first(), size);
    for (String name : switches) {
      if (next + size - 1 > marks.last()) {
        return Optional.empty();
      }
      blocks.add(new MarkBlock(name, next, size));
      next += size;
    }
    return Optional.of(new MarkPlan(blocks));
  }

  /** How many switches with ports up to {@code highestPort} the range has room for. */
  public static int capacity(NumberRange marks, int highestPort) {
    int size = blockSize(highestPort);
    return Math.max(0, (marks.last() + 1 - alignUp(marks.first(), size)) / size);
  }

  /**
   * @throws IllegalArgumentException when the site has no such switch
   */
  public MarkBlock blockOf(String switchName) {
    return blocks.stream()
        .filter(block -> block.switchName().equals(switchName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no switch " + switchName));
  }

  /** The mark of an access port; empty when the port's number does not fit into its block. */
  public OptionalInt markOf(PortRef port) {
    return blockOf(port.switchName()).markOf(port.port());
  }

  /** The access port that a mark stands for; empty for a VLAN id of no block. */
  public Optional<PortRef> portOf(int mark) {
    return blocks.stream()
        .filter(block -> block.contains(mark) && mark != block.first())
        .findFirst()
        .map(block -> block.portOf(mark));
  }

  private static int blockSize(int highestPort) {
    int size = SMALLEST_BLOCK;
    while (size <= highestPort && size < LARGEST_BLOCK) {
      size *= 2;
    }
    return size;
  }

  private static int alignUp(int id, int size) {
    return (Math.max(id, 1) + size - 1) / size * size;
  }
}
