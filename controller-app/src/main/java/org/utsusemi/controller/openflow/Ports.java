package org.utsusemi.controller.openflow;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFPortDesc;
import org.projectfloodlight.openflow.protocol.OFPortReason;
import org.projectfloodlight.openflow.protocol.OFPortStatus;

/** The ports that a switch says it has. Changed on the session's thread, read from any. */
final class Ports {
  /** OFPP_MAX: numbers above are reserved (OpenFlow 1.3.5, 7.2.1). */
  private static final int HIGHEST = 0xffff_ff00;

  private static final int COUNT_MAX = 4096;

  private volatile Set<Integer> numbers = Set.of();

  Set<Integer> numbers() {
    return numbers;
  }

  /**
   * @throws OFParseError when there are more than any switch has
   */
  void add(Collection<OFPortDesc> ports) throws OFParseError {
    TreeSet<Integer> more = new TreeSet<>(numbers);
    ports.stream()
        .map(port -> port.getPortNo().getPortNumber())
        .filter(number -> Integer.compareUnsigned(number, HIGHEST) <= 0)
        .forEach(more::add);
    if (more.size() > COUNT_MAX) {
      throw new OFParseError("more than " + COUNT_MAX + " ports");
    }
    numbers = Collections.unmodifiableSet(more);
  }

  void update(OFPortStatus status) throws OFParseError {
    if (status.getReason() == OFPortReason.DELETE) {
      TreeSet<Integer> fewer = new TreeSet<>(numbers);
      fewer.remove(status.getDesc().getPortNo().getPortNumber());
      numbers = Collections.unmodifiableSet(fewer);
    } else {
      add(Set.of(status.getDesc()));
    }
  }
}
