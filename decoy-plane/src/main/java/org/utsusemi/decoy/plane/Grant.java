package org.utsusemi.decoy.plane;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/**
 * A conversation that one world view does not permit and the next does: whoever has it with a
 * double of the device shall have it with the device.
 *
 * @param from address of the device that opens it
 * @param to address of the device that serves it
 * @param ports of the service
 */
public record Grant(Ipv4Address from, Ipv4Address to, String protocol, NumberRange ports) {
  /** Whether a TCP session at the decoy is such a conversation. */
  public boolean concerns(Peer peer, Ipv4Address host, int port) {
    return protocol.equals("tcp")
        && peer.ip().equals(from)
        && host.equals(to)
        && ports.contains(port);
  }

  /** What a world view grants that the one before did not. */
  static Set<Grant> between(WorldView before, WorldView after) {
    Set<Grant> granted = permitted(after);
    granted.removeAll(permitted(before));
    return granted;
  }

  private static Set<Grant> permitted(WorldView view) {
    Map<String, RealDevice> devices =
        view.devices().stream()
            .collect(Collectors.toMap(RealDevice::name, Function.identity(), (a, b) -> a));
    Set<Grant> grants = new HashSet<>();
    for (PlaneConduit conduit : view.conduits()) {
      RealDevice from = devices.get(conduit.from());
      RealDevice to = devices.get(conduit.to());
      if (conduit.permitted() && from != null && to != null) {
        grants.add(new Grant(from.ip(), to.ip(), conduit.protocol(), conduit.ports()));
      }
    }
    return grants;
  }
}
