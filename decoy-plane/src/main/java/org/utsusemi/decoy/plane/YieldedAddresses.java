package org.utsusemi.decoy.plane;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Addresses whose clones have yielded. Whoever announces addresses that are not his switches their
 * clones off, so that each access port has only a share: a further one gives the eldest of the same
 * port back to its clone. Without marks nobody knows who is who, and the share is one for all. Not
 * for several threads at once.
 */
final class YieldedAddresses {
  /** More than a socket in the wall with a small switch behind it ever has. */
  static final int EACH_PORT = 32;

  /** Some 2 MB. */
  static final int UNMARKED = 16_384;

  private final Map<Integer, LinkedHashSet<Ipv4Address>> byMark = new HashMap<>();
  private final Map<Ipv4Address, Integer> markOf = new HashMap<>();

  boolean contains(Ipv4Address address) {
    return markOf.containsKey(address);
  }

  /** Adds an address, or makes a known one the youngest, whoever it was heard from before. */
  void add(Ipv4Address address, int mark) {
    Integer before = markOf.put(address, mark);
    if (before != null) {
      byMark.get(before).remove(address);
    }
    LinkedHashSet<Ipv4Address> own = byMark.computeIfAbsent(mark, any -> new LinkedHashSet<>());
    own.add(address);
    if (own.size() > (mark == Directory.UNMARKED ? UNMARKED : EACH_PORT)) {
      Iterator<Ipv4Address> eldest = own.iterator();
      markOf.remove(eldest.next());
      eldest.remove();
    }
  }
}
