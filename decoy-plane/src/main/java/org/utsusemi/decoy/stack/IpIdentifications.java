package org.utsusemi.decoy.stack;

import org.utsusemi.topology.address.Ipv4Address;

/**
 * The identification fields of the datagrams that hosts send: a counter each, as small stacks have
 * it. One counter for all hosts would tell that they are one machine; so that memory stays bounded,
 * hosts share counters by a keyed hash, and start at different values.
 */
final class IpIdentifications {
  private static final int COUNTERS = 4096;

  private final SipHash hash;
  private final short[] counters = new short[COUNTERS];

  IpIdentifications(SipHash hash) {
    this.hash = hash;
  }

  /** The next one, 0–65535. */
  int next(Ipv4Address host) {
    long key = hash.of(host.bits(), 0, 0);
    int count = counters[(int) key & COUNTERS - 1]++;
    return count + (int) (key >>> 32) & 0xffff;
  }
}
