package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.List;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Packets;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Traffic;

/**
 * What the conduits of a plant state permit, said in packets, from the site file alone and without
 * a look at how rules are planned.
 */
final class Permitted {
  /**
   * Packets that one device may send to another.
   *
   * @param packets as they come in by the sender's port
   * @param rewritten whether its destination MAC may be made the receiver's: a question for
   *     everybody that is put to one
   */
  record Pass(Conduit conduit, Device from, Device to, Cube packets, boolean rewritten) {}

  private final Site site;
  private final List<Pass> passes = new ArrayList<>();

  private Permitted(Site site) {
    this.site = site;
  }

  static List<Pass> by(Site site, List<Conduit> conduits) {
    Permitted permitted = new Permitted(site);
    conduits.forEach(permitted::conduit);
    return List.copyOf(permitted.passes);
  }

  private void conduit(Conduit conduit) {
    for (String from : conduit.from()) {
      for (String to : conduit.to()) {
        if (!from.equals(to)) {
          for (Service service : conduit.services()) {
            service
                .traffic()
                .forEach(traffic -> traffic(conduit, device(from), device(to), traffic));
          }
        }
      }
    }
  }

  private Device device(String name) {
    return site.devices().get(name);
  }

  private void traffic(Conduit conduit, Device opener, Device server, Traffic traffic) {
    if (traffic instanceof Traffic.Layer2 layer2) {
      layer2(conduit, opener, server, layer2);
      return;
    }
    arp(conduit, opener, server);
    arp(conduit, server, opener);
    if (traffic instanceof Traffic.Tcp tcp) {
      tcp.ports().forEach(port -> tcp(conduit, opener, server, port));
    } else if (traffic instanceof Traffic.Udp udp) {
      udp.ports()
          .forEach(
              port -> {
                pass(
                    conduit,
                    opener,
                    server,
                    ip(opener, server, Packets.UDP).with(Field.UDP_DST, port));
                pass(
                    conduit,
                    server,
                    opener,
                    ip(server, opener, Packets.UDP).with(Field.UDP_SRC, port));
              });
    } else {
      pass(conduit, opener, server, icmp(opener, server, Packets.ECHO_REQUEST));
      pass(conduit, server, opener, icmp(server, opener, Packets.ECHO_REPLY));
    }
  }

  /** The serving side may acknowledge and reset; it may not open. */
  private void tcp(Conduit conduit, Device opener, Device server, int port) {
    pass(conduit, opener, server, ip(opener, server, Packets.TCP).with(Field.TCP_DST, port));
    Match answer = ip(server, opener, Packets.TCP).with(Field.TCP_SRC, port);
    pass(conduit, server, opener, answer.with(Field.TCP_FLAGS, Packets.ACK, Packets.ACK));
    pass(
        conduit,
        server,
        opener,
        answer.with(Field.TCP_FLAGS, Packets.RST, Packets.RST | Packets.SYN | Packets.ACK));
  }

  private void layer2(Conduit conduit, Device opener, Device server, Traffic.Layer2 traffic) {
    MacAddress to = traffic.group().orElse(server.mac());
    pass(conduit, opener, server, frames(opener, to, traffic.ethertype()));
    if (traffic.group().isEmpty()) {
      pass(conduit, server, opener, frames(server, opener.mac(), traffic.ethertype()));
    }
  }

  private void arp(Conduit conduit, Device from, Device about) {
    Match asks =
        Match.ANY
            .with(Field.ETH_SRC, from.mac())
            .with(Field.ETH_TYPE, Packets.ARP)
            .with(Field.ARP_SPA, from.ip())
            .with(Field.ARP_SHA, from.mac())
            .with(Field.ARP_TPA, about.ip());
    add(conduit, from, about, asks, true);
  }

  private static Match ip(Device from, Device to, int protocol) {
    return frames(from, to.mac(), Packets.IPV4)
        .with(Field.IPV4_SRC, from.ip())
        .with(Field.IPV4_DST, to.ip())
        .with(Field.IP_PROTO, protocol);
  }

  private static Match icmp(Device from, Device to, int type) {
    return ip(from, to, Packets.ICMP).with(Field.ICMPV4_TYPE, type).with(Field.ICMPV4_CODE, 0);
  }

  private static Match frames(Device from, MacAddress to, int ethertype) {
    return Match.ANY
        .with(Field.ETH_SRC, from.mac())
        .with(Field.ETH_DST, to)
        .with(Field.ETH_TYPE, ethertype);
  }

  private void pass(Conduit conduit, Device from, Device to, Match match) {
    add(conduit, from, to, match, false);
  }

  /** Without a tag, or with one that gives a priority and names no VLAN. */
  private void add(Conduit conduit, Device from, Device to, Match match, boolean rewritten) {
    passes.add(new Pass(conduit, from, to, Cube.of(match.with(Field.VLAN_VID, 0)), rewritten));
    passes.add(
        new Pass(
            conduit, from, to, Cube.of(match.with(Field.VLAN_VID, Packets.TAGGED)), rewritten));
  }
}
