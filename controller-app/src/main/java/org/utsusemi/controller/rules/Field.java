package org.utsusemi.controller.rules;

/** The header fields that rules match, with their width in bits (OpenFlow 1.3.5, 7.2.3.7). */
public enum Field {
  IN_PORT(32),
  ETH_DST(48),
  ETH_SRC(48),
  ETH_TYPE(16),
  /** Bit 12 (0x1000) says that a tag is present; 0x0000 that none is; 0x1000 is a priority tag. */
  VLAN_VID(13),
  VLAN_PCP(3),
  IP_PROTO(8),
  IPV4_SRC(32),
  IPV4_DST(32),
  TCP_SRC(16),
  TCP_DST(16),
  /** FIN, SYN, RST, PSH, ACK … from bit 0 up; on OpenFlow 1.3 an extension of Open vSwitch. */
  TCP_FLAGS(12),
  UDP_SRC(16),
  UDP_DST(16),
  ICMPV4_TYPE(8),
  ICMPV4_CODE(8),
  ARP_OP(16),
  ARP_SPA(32),
  ARP_TPA(32),
  ARP_SHA(48);

  private final int width;

  Field(int width) {
    this.width = width;
  }

  /** A mask under which every bit counts. */
  public long exact() {
    return (1L << width) - 1;
  }
}
