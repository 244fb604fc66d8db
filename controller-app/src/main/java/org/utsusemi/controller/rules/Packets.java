package org.utsusemi.controller.rules;

import org.utsusemi.topology.mark.MarkBlock;

/** Numbers of the wire that rules are made of, and the matches that several tables share. */
public final class Packets {
  /** Ethertypes (IEEE registration authority). */
  public static final int IPV4 = 0x0800;

  public static final int ARP = 0x0806;

  /** IP protocols (IANA). */
  public static final int ICMP = 1;

  public static final int TCP = 6;
  public static final int UDP = 17;

  /** ICMP types (RFC 792). */
  public static final int ECHO_REPLY = 0;

  public static final int ECHO_REQUEST = 8;

  /** TCP flags (RFC 9293). */
  public static final int SYN = 0x02;

  public static final int RST = 0x04;
  public static final int ACK = 0x10;

  /** In VLAN_VID: a tag is there (OpenFlow 1.3.5, OFPVID_PRESENT). */
  public static final int TAGGED = 0x1000;

  /** Priority of a steered frame on its way to the decoy port, and on its way back. */
  public static final int TO_DECOY = 3;

  public static final int FROM_DECOY = 4;

  private Packets() {}

  static Match from(int port) {
    return Match.ANY.with(Field.IN_PORT, port);
  }

  static Match untagged(Match match) {
    return match.with(Field.VLAN_VID, 0);
  }

  /** A tag with VID 0: it gives a priority and names no VLAN (IEEE 802.1Q, 6.9.1). */
  static Match priorityTagged(Match match) {
    return match.with(Field.VLAN_VID, TAGGED);
  }

  static Match tagged(Match match) {
    return match.with(Field.VLAN_VID, TAGGED, TAGGED);
  }

  static Match marked(Match match, MarkBlock block) {
    return match.with(Field.VLAN_VID, TAGGED | block.first(), TAGGED | block.mask());
  }

  static Match marked(Match match, int mark) {
    return match.with(Field.VLAN_VID, TAGGED | mark);
  }
}
