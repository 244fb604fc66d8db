package org.utsusemi.decoy.link;

/** How a network interface may be read and written. */
public enum LinkKind {
  /** Through libpcap, {@link Pcap4jLink}. */
  PCAP,
  /** Through a packet socket of Linux with a shared ring, {@link RingLink}. */
  RING;

  /**
   * Opens a network interface.
   *
   * @param device its name, such as {@code eth1}
   * @throws LinkException when there is none of that name, or privileges lack
   */
  public Link open(String device) {
    return this == RING ? RingLink.open(device) : Pcap4jLink.open(device);
  }
}
