package org.utsusemi.decoy.plane;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Addresses whose clones have yielded. Whoever announces addresses that are not his switches their
 * clones off, so that each access port has only a share: a further one of his gives up his eldest.
 * A clone gets its address back when no port has it any more: what one port announces must not
 * bring clones back that yielded to another. Without marks nobody knows who is who, and the share
 * is one for all. Not for several threads at once.
 */
final class YieldedAddresses {
  /** More than a socket in the wall with a small switch behind it ever has. */
  static final int EACH_PORT = 32;

  /** Some 2 MB. */
  static final int UNMARKED = 16_384;

  private final Map<Integer, LinkedHashSet<Ipv4Address>> byMark = new HashMap<>();

  /** How many ports have each. */
  private final Map<Ipv4Address, Integer> ports = new HashMap<>();

  boolean contains(Ipv4Address address) {
    return ports.containsKey(address);
  }

  /** Adds an address of a port, or makes one that it has the youngest. */
  void add(Ipv4Address address, int mark) {
    LinkedHashSet<Ipv4Address> own = byMark.computeIfAbsent(mark, any -> new LinkedHashSet<>());
    if (!own.remove(address)) {
      ports.merge(address, 1, Integer::sum);
    }
    own.add(address);
    if (own.size() > (mark == Directory.UNMARKED ? UNMARKED : EACH_PORT)) {
      Iterator<Ipv4Address> eldest = own.iterator();
      ports.computeIfPresent(eldest.next(), (any, count) -> count > 1 ? count - 1 : null);
      eldest.remove();
    }
  }
}
