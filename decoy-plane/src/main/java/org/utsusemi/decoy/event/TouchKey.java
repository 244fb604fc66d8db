package org.utsusemi.decoy.event;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/**
 * What two touches have in common that are told as one. The summary of a protocol that understood a
 * request tells it from every other; where nobody understood the bytes, the bytes count themselves.
 */
record TouchKey(
    MacAddress sourceMac,
    Optional<Ipv4Address> sourceIp,
    MacAddress targetMac,
    Optional<Ipv4Address> targetIp,
    Touch.Kind kind,
    String protocol,
    int sourcePort,
    int targetPort,
    boolean stateViolation,
    String summary,
    ByteBuffer payload) {
  private static final Set<String> NOT_UNDERSTOOD = Set.of("tcp", "udp");
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  static TouchKey of(Touch touch) {
    return new TouchKey(
        touch.sourceMac(),
        touch.sourceIp(),
        touch.targetMac(),
        touch.targetIp(),
        touch.kind(),
        touch.protocol(),
        touch.sourcePort(),
        touch.targetPort(),
        touch.stateViolation(),
        touch.summary(),
        NOT_UNDERSTOOD.contains(touch.protocol()) ? ByteBuffer.wrap(touch.payload()) : NOTHING);
  }
}
