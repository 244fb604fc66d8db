package org.utsusemi.controller.explain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Packets;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.model.Device;

/**
 * A frame as the tables see it.
 *
 * @param fields header fields, all but the tags and the port; one that the frame does not have is
 *     absent
 * @param tags VLAN tags, outermost first
 */
public record Frame(Map<Field, Long> fields, List<Tag> tags) {
  /** A VLAN tag: VLAN id 0–4095, priority 0–7. */
  public record Tag(int vid, int pcp) {}

  public Frame {
    fields = Map.copyOf(fields);
    tags = List.copyOf(tags);
  }

  public static Frame ethernet(MacAddress from, MacAddress to, int ethertype) {
    return new Frame(Map.of(), List.of())
        .with(Field.ETH_SRC, from.bits())
        .with(Field.ETH_DST, to.bits())
        .with(Field.ETH_TYPE, ethertype);
  }

  public static Frame ip(Station from, Station to, int protocol) {
    return ethernet(from.mac(), to.mac(), Packets.IPV4)
        .with(Field.IPV4_SRC, bits(from.ip()))
        .with(Field.IPV4_DST, bits(to.ip()))
        .with(Field.IP_PROTO, protocol);
  }

  /**
   * A segment.
   *
   * @param flags FIN, SYN, RST, PSH, ACK … from bit 0 up
   */
  public static Frame tcp(Station from, int sourcePort, Station to, int targetPort, int flags) {
    return ip(from, to, Packets.TCP)
        .with(Field.TCP_SRC, sourcePort)
        .with(Field.TCP_DST, targetPort)
        .with(Field.TCP_FLAGS, flags);
  }

  public static Frame udp(Station from, int sourcePort, Station to, int targetPort) {
    return ip(from, to, Packets.UDP)
        .with(Field.UDP_SRC, sourcePort)
        .with(Field.UDP_DST, targetPort);
  }

  /** An ICMP message with code 0. */
  public static Frame icmp(Station from, Station to, int type) {
    return ip(from, to, Packets.ICMP).with(Field.ICMPV4_TYPE, type).with(Field.ICMPV4_CODE, 0);
  }

  /** The question who has an address, to everybody. */
  public static Frame arp(Station from, Ipv4Address about) {
    return ethernet(from.mac(), MacAddress.BROADCAST, Packets.ARP)
        .with(Field.ARP_OP, 1)
        .with(Field.ARP_SPA, bits(from.ip()))
        .with(Field.ARP_SHA, from.mac().bits())
        .with(Field.ARP_TPA, bits(about));
  }

  private static long bits(Ipv4Address address) {
    return address.bits() & 0xffff_ffffL;
  }

  /** Who sends or receives. */
  public record Station(MacAddress mac, Ipv4Address ip) {
    public static Station of(Device device) {
      return new Station(device.mac(), device.ip());
    }
  }

  public Frame with(Field field, long value) {
    EnumMap<Field, Long> more = new EnumMap<>(Field.class);
    more.putAll(fields);
    more.put(field, value);
    return new Frame(more, tags);
  }

  /** This frame in one more tag. */
  public Frame tagged(int vid, int pcp) {
    List<Tag> more = new ArrayList<>(tags);
    more.add(0, new Tag(vid, pcp));
    return new Frame(fields, more);
  }

  /** This frame without its outer tag. */
  public Frame untagged() {
    return new Frame(fields, tags.subList(1, tags.size()));
  }

  /** The address that it is for, or asks about. */
  Optional<Ipv4Address> target() {
    Long bits = fields.getOrDefault(Field.IPV4_DST, fields.get(Field.ARP_TPA));
    return Optional.ofNullable(bits).map(found -> new Ipv4Address(found.intValue()));
  }

  /** Whether a match covers it when it comes in by a port. */
  boolean isCoveredBy(Match match, int inPort) {
    return match.fields().entrySet().stream()
        .allMatch(
            wanted -> {
              Long value = value(wanted.getKey(), inPort);
              Match.Bits bits = wanted.getValue();
              return value != null && (value & bits.mask()) == bits.value();
            });
  }

  /** The value that a match on this field compares; null where the frame has no such field. */
  private Long value(Field field, int inPort) {
    return switch (field) {
      case IN_PORT -> (long) inPort;
      case VLAN_VID -> tags.isEmpty() ? 0L : Packets.TAGGED | (long) tags.get(0).vid;
      case VLAN_PCP -> tags.isEmpty() ? null : Long.valueOf(tags.get(0).pcp);
      default -> fields.get(field);
    };
  }

  /** What an action makes of it. */
  Frame apply(Action action) {
    if (action instanceof Action.PushVlan) {
      return tagged(0, 0);
    } else if (action instanceof Action.PopVlan) {
      return untagged();
    } else if (action instanceof Action.SetField set) {
      return set(set.field(), set.value());
    }
    throw new IllegalArgumentException("not an action on a frame: " + action);
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

  @Override
  public String toString() {
    Match all = Match.ANY;
    for (Map.Entry<Field, Long> field : fields.entrySet()) {
      all = all.with(field.getKey(), field.getValue());
    }
    String outer =
        tags.stream()
            .map(tag -> String.format(Locale.ROOT, "vlan=%d/%d,", tag.vid, tag.pcp))
            .collect(Collectors.joining());
    return outer + all;
  }
}
