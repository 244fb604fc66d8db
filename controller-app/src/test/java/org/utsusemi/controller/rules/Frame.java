package org.utsusemi.controller.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.model.Device;

/** A frame as the tables see it: header fields, and the stack of its VLAN tags, outermost first. */
record Frame(Map<Field, Long> fields, List<Tag> tags) {
  record Tag(int vid, int pcp) {}

  static Frame ethernet(MacAddress from, MacAddress to, int ethertype) {
    return new Frame(Map.of(), List.of())
        .with(Field.ETH_SRC, from.bits())
        .with(Field.ETH_DST, to.bits())
        .with(Field.ETH_TYPE, ethertype);
  }

  static Frame ip(Device from, Device to, int protocol) {
    return ethernet(from.mac(), to.mac(), Packets.IPV4)
        .with(Field.IPV4_SRC, from.ip().bits() & 0xffffffffL)
        .with(Field.IPV4_DST, to.ip().bits() & 0xffffffffL)
        .with(Field.IP_PROTO, protocol);
  }

  static Frame tcp(Device from, int sourcePort, Device to, int targetPort, int flags) {
    return ip(from, to, Packets.TCP)
        .with(Field.TCP_SRC, sourcePort)
        .with(Field.TCP_DST, targetPort)
        .with(Field.TCP_FLAGS, flags);
  }

  static Frame ping(Device from, Device to, int type) {
    return ip(from, to, Packets.ICMP).with(Field.ICMPV4_TYPE, type).with(Field.ICMPV4_CODE, 0);
  }

  static Frame arp(Device from, Device about) {
    return ethernet(from.mac(), MacAddress.BROADCAST, Packets.ARP)
        .with(Field.ARP_OP, 1)
        .with(Field.ARP_SPA, from.ip().bits() & 0xffffffffL)
        .with(Field.ARP_SHA, from.mac().bits())
        .with(Field.ARP_TPA, about.ip().bits() & 0xffffffffL);
  }

  Frame with(Field field, long value) {
    EnumMap<Field, Long> more = new EnumMap<>(Field.class);
    more.putAll(fields);
    more.put(field, value);
    return new Frame(Map.copyOf(more), tags);
  }

  Frame tagged(int vid, int pcp) {
    List<Tag> more = new ArrayList<>(tags);
    more.add(0, new Tag(vid, pcp));
    return new Frame(fields, List.copyOf(more));
  }

  Frame untagged() {
    return new Frame(fields, tags.subList(1, tags.size()));
  }

  /** The value that a match on this field compares, on a frame that came in by a port. */
  Long value(Field field, int inPort) {
    return switch (field) {
      case IN_PORT -> (long) inPort;
      case VLAN_VID -> tags.isEmpty() ? 0L : 0x1000L | tags.get(0).vid;
      case VLAN_PCP -> tags.isEmpty() ? null : Long.valueOf(tags.get(0).pcp);
      default -> fields.get(field);
    };
  }

  Frame apply(Action action) {
    if (action instanceof Action.PushVlan) {
      return tagged(0, 0);
    } else if (action instanceof Action.PopVlan) {
      return untagged();
    } else if (action instanceof Action.SetField set) {
      return set(set.field(), set.value());
    } else {
      throw new IllegalArgumentException("not an action on a frame: " + action);
    }
  }

  private Frame set(Field field, long value) {
    if (field == Field.VLAN_VID || field == Field.VLAN_PCP) {
      Tag outer = tags.get(0);
      return field == Field.VLAN_VID
          ? untagged().tagged((int) value & 0xfff, outer.pcp)
          : untagged().tagged(outer.vid, (int) value);
    }
    return with(field, value);
  }
}
