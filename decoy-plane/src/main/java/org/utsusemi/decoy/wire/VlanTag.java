package org.utsusemi.decoy.wire;

import java.nio.ByteBuffer;

/**
 * A tag of IEEE 802.1Q §9.6, without its tag protocol identifier.
 *
 * @param priority PCP, 0–7
 * @param dropEligible DEI
 * @param id VLAN identifier, 0–4095; 0 is a priority tag
 */
public record VlanTag(int priority, boolean dropEligible, int id) {
  public VlanTag {
    Fields.check("priority", priority, 7);
    Fields.check("id", id, 4095);
  }

  static VlanTag decode(ByteBuffer in) {
    int tci = Fields.u16(in);
    return new VlanTag(tci >>> 13, (tci >>> 12 & 1) != 0, tci & 0xfff);
  }

  void encode(ByteBuffer out) {
    out.putShort((short) (priority << 13 | (dropEligible ? 1 << 12 : 0) | id));
  }
}
