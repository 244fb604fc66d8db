package org.utsusemi.topology.mark;

import java.util.OptionalInt;
import org.utsusemi.topology.address.PortRef;

/**
 * The marks of one switch: VLAN id {@code first + port} for its access port {@code port}.
 *
 * @param switchName name in the site file
 * @param first VLAN id, a multiple of {@code size}
 * @param size a power of two
 */
public record MarkBlock(String switchName, int first, int size) {
  /** The 12-bit mask under which every mark of this block equals {@link #first}. */
  public int mask() {
    return 0xfff & ~(size - 1);
  }

  public boolean contains(int mark) {
    return (mark & mask()) == first;
  }

  /** The mark of a port; empty when its number does not fit into the block. */
  public OptionalInt markOf(int port) {
    return port > 0 && port < size ? OptionalInt.of(first + port) : OptionalInt.empty();
  }

  /** The port that a mark of this block stands for. */
  public PortRef portOf(int mark) {
    return new PortRef(switchName, mark - first);
  }
}
