package org.utsusemi.controller.openflow;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.projectfloodlight.openflow.protocol.match.MatchField;
import org.projectfloodlight.openflow.protocol.match.MatchFields;
import org.projectfloodlight.openflow.protocol.oxm.OFOxm;
import org.projectfloodlight.openflow.protocol.oxm.OFOxms;
import org.projectfloodlight.openflow.types.ArpOpcode;
import org.projectfloodlight.openflow.types.EthType;
import org.projectfloodlight.openflow.types.ICMPv4Code;
import org.projectfloodlight.openflow.types.ICMPv4Type;
import org.projectfloodlight.openflow.types.IPv4Address;
import org.projectfloodlight.openflow.types.IpProtocol;
import org.projectfloodlight.openflow.types.MacAddress;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.OFValueType;
import org.projectfloodlight.openflow.types.OFVlanVidMatch;
import org.projectfloodlight.openflow.types.TransportPort;
import org.projectfloodlight.openflow.types.U16;
import org.projectfloodlight.openflow.types.VlanPcp;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Match;

/** A {@link Field} as openflowj has it: which match field, and how its values become bits. */
record Oxm<F extends OFValueType<F>>(
    Field field, MatchField<F> match, LongFunction<F> fromBits, ToLongFunction<F> toBits) {

  private static final Map<Field, Oxm<?>> BY_FIELD = new EnumMap<>(Field.class);
  private static final Map<MatchFields, Oxm<?>> BY_ID = new EnumMap<>(MatchFields.class);

  static {
    for (Field field : Field.values()) {
      Oxm<?> oxm = map(field);
      BY_FIELD.put(field, oxm);
      BY_ID.put(oxm.match.id, oxm);
    }
  }

  static Oxm<?> of(Field field) {
    return BY_FIELD.get(field);
  }

  /** Empty for a field that rules here never match. */
  static Optional<Oxm<?>> of(MatchFields id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  void write(Match.Bits bits, org.projectfloodlight.openflow.protocol.match.Match.Builder to) {
    F value = fromBits.apply(bits.value());
    if (bits.mask() == field.exact()) {
      to.setExact(match, value);
    } else {
      to.setMasked(match, value, fromBits.apply(bits.mask()));
    }
  }

  OFOxm<F> write(long value, OFOxms oxms) {
    return oxms.fromValue(fromBits.apply(value), match);
  }

  /** The bits and the mask of a field in a match. */
  Match.Bits read(OFOxm<?> oxm) throws UnreadableRuleException {
    // a switch may hold a field wider than ours (Open vSwitch: TCP flags); what it adds is zero
    long mask = oxm.isMasked() ? toBits.applyAsLong(cast(oxm.getMask())) : field.exact();
    return new Match.Bits(bits(cast(oxm.getValue())), mask & field.exact());
  }

  /** The value that a set-field action gives the whole field. */
  long readValue(OFOxm<?> oxm) throws UnreadableRuleException {
    if (oxm.isMasked()) {
      throw new UnreadableRuleException("sets part of " + field);
    }
    return bits(cast(oxm.getValue()));
  }

  @SuppressWarnings("unchecked") // whoever found this by the match field has values of its type
  private F cast(OFValueType<?> value) {
    return (F) value;
  }

  private long bits(F value) throws UnreadableRuleException {
    long bits = toBits.applyAsLong(value);
    if ((bits & ~field.exact()) != 0) {
      throw new UnreadableRuleException(field + "=0x" + Long.toHexString(bits));
    }
    return bits;
  }

  private static Oxm<?> map(Field field) {
    return switch (field) {
      case IN_PORT ->
          new Oxm<>(
              field,
              MatchField.IN_PORT,
              bits -> OFPort.of((int) bits),
              port -> Integer.toUnsignedLong(port.getPortNumber()));
      case ETH_DST -> mac(field, MatchField.ETH_DST);
      case ETH_SRC -> mac(field, MatchField.ETH_SRC);
      case ETH_TYPE ->
          new Oxm<>(field, MatchField.ETH_TYPE, bits -> EthType.of((int) bits), EthType::getValue);
      case VLAN_VID ->
          new Oxm<>(
              field,
              MatchField.VLAN_VID,
              bits -> OFVlanVidMatch.ofRawVid((short) bits),
              OFVlanVidMatch::getRawVid);
      case VLAN_PCP ->
          new Oxm<>(field, MatchField.VLAN_PCP, bits -> VlanPcp.of((byte) bits), VlanPcp::getValue);
      case IP_PROTO ->
          new Oxm<>(
              field,
              MatchField.IP_PROTO,
              bits -> IpProtocol.of((short) bits),
              IpProtocol::getIpProtocolNumber);
      case IPV4_SRC -> ipv4(field, MatchField.IPV4_SRC);
      case IPV4_DST -> ipv4(field, MatchField.IPV4_DST);
      case TCP_SRC -> port(field, MatchField.TCP_SRC);
      case TCP_DST -> port(field, MatchField.TCP_DST);
      case TCP_FLAGS ->
          new Oxm<>(field, MatchField.OVS_TCP_FLAGS, bits -> U16.of((int) bits), U16::getValue);
      case UDP_SRC -> port(field, MatchField.UDP_SRC);
      case UDP_DST -> port(field, MatchField.UDP_DST);
      case ICMPV4_TYPE ->
          new Oxm<>(
              field,
              MatchField.ICMPV4_TYPE,
              bits -> ICMPv4Type.of((short) bits),
              ICMPv4Type::getType);
      case ICMPV4_CODE ->
          new Oxm<>(
              field,
              MatchField.ICMPV4_CODE,
              bits -> ICMPv4Code.of((short) bits),
              ICMPv4Code::getCode);
      case ARP_OP ->
          new Oxm<>(
              field, MatchField.ARP_OP, bits -> ArpOpcode.of((int) bits), ArpOpcode::getOpcode);
      case ARP_SPA -> ipv4(field, MatchField.ARP_SPA);
      case ARP_TPA -> ipv4(field, MatchField.ARP_TPA);
      case ARP_SHA -> mac(field, MatchField.ARP_SHA);
    };
  }

  private static Oxm<MacAddress> mac(Field field, MatchField<MacAddress> match) {
    return new Oxm<>(field, match, MacAddress::of, MacAddress::getLong);
  }

  private static Oxm<IPv4Address> ipv4(Field field, MatchField<IPv4Address> match) {
    return new Oxm<>(
        field,
        match,
        bits -> IPv4Address.of((int) bits),
        address -> Integer.toUnsignedLong(address.getInt()));
  }

  private static Oxm<TransportPort> port(Field field, MatchField<TransportPort> match) {
    return new Oxm<>(field, match, bits -> TransportPort.of((int) bits), TransportPort::getPort);
  }
}
