package org.utsusemi.controller.verify;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;

/**
 * Packets under way, all treated alike so far: as they came in, and what was made of them since.
 *
 * @param origin as they came in by their first port, this port included
 * @param changed fields that have been overwritten since, or are where the packets are now: the
 *     port, and with a tag pushed the tag's
 * @param tags how many tags were pushed, less those popped: −1, 0 or 1
 */
record Flight(Region origin, Map<Field, Long> changed, int tags) {
  private static final Field[] FIELDS = Field.values();

  static Flight begin(int port) {
    Map<Field, Long> here = new EnumMap<>(Field.class);
    here.put(Field.IN_PORT, (long) port);
    return new Flight(Region.of(Cube.ALL), here, 0);
  }

  Flight from(Region part) {
    return new Flight(part, changed, tags);
  }

  /** These packets, come to the next switch by a port. */
  Flight at(int port) {
    return with(Field.IN_PORT, port, tags);
  }

  /**
   * The packets as they came in that a rule covers now.
   *
   * @param rule what it matches
   * @return empty when it covers none of these
   */
  Optional<Cube> preimage(Cube rule) {
    for (int i = 0; i < Cube.fields(); i++) {
      Long now = changed.get(FIELDS[i]);
      if (now == null ? !origin.cube().meets(rule, i) : !rule.allows(i, now)) {
        return Optional.empty();
      }
    }
    boolean asksForTag = !(rule.isFree(Field.VLAN_VID) && rule.isFree(Field.VLAN_PCP));
    if (tags < 0 && asksForTag) {
      throw new UnprovableException("a rule asks for the tag inside of a tag that was popped");
    }
    return Optional.of(rule.freed(changed.keySet()));
  }

  /** What an action other than an output makes of them. */
  Flight apply(Action action) {
    if (action instanceof Action.PushVlan) {
      if (tags != 0) {
        throw new UnprovableException("a rule pushes a second tag");
      }
      return with(Field.VLAN_VID, 0x1000, 1).with(Field.VLAN_PCP, 0, 1);
    } else if (action instanceof Action.PopVlan) {
      if (tags < 0) {
        throw new UnprovableException("a rule pops a second tag");
      }
      Map<Field, Long> less = new EnumMap<>(changed);
      less.remove(Field.VLAN_VID);
      less.remove(Field.VLAN_PCP);
      return new Flight(origin, less, tags - 1);
    } else if (action instanceof Action.SetField set) {
      return with(set.field(), set.value(), tags);
    }
    throw new UnprovableException("a rule has the action " + action);
  }

  private Flight with(Field field, long value, int newTags) {
    Map<Field, Long> more = new EnumMap<>(changed);
    more.put(field, value);
    return new Flight(origin, more, newTags);
  }
}
