package org.utsusemi.controller.rules;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** A match for people, in the notation that engineers know from ovs-ofctl. */
final class MatchText {
  private MatchText() {}

  static String of(Match match) {
    String text =
        match.fields().entrySet().stream().map(MatchText::field).collect(Collectors.joining(","));
    return text.isEmpty() ? "any" : text;
  }

  private static String field(Map.Entry<Field, Match.Bits> entry) {
    Field field = entry.getKey();
    Match.Bits bits = entry.getValue();
    String value = value(field, bits.value());
    return field.name().toLowerCase(Locale.ROOT)
        + "="
        + (bits.mask() == field.exact() ? value : value + "/" + value(field, bits.mask()));
  }

  static String value(Field field, long value) {
    return switch (field) {
      case ETH_DST, ETH_SRC, ARP_SHA -> new MacAddress(value).toString();
      case IPV4_SRC, IPV4_DST, ARP_SPA, ARP_TPA -> new Ipv4Address((int) value).toString();
      case ETH_TYPE, VLAN_VID, TCP_FLAGS -> "0x" + Long.toHexString(value);
      default -> Long.toString(value);
    };
  }
}
