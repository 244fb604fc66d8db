package org.utsusemi.controller.rules;

import static org.utsusemi.controller.rules.FlowTable.CONDUITS;
import static org.utsusemi.controller.rules.FlowTable.DELIVERY;
import static org.utsusemi.controller.rules.FlowTable.STEER;

import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Traffic;

/**
 * Table 1: does a conduit of the present plant state permit it? Each direction is judged at the
 * switch of its sender, and nowhere else. Destination MAC and IP must belong together, or a frame
 * addressed to one device could be delivered to another.
 */
final class ConduitRules {
  private static final int PERMIT = 500;
  private static final int MISS = 0;
  private static final RuleBody DELIVER = new RuleBody(List.of(), Optional.of(DELIVERY));

  private final SwitchPlan plan;
  private final RuleSet rules;

  private ConduitRules(SwitchPlan plan, RuleSet rules) {
    this.plan = plan;
    this.rules = rules;
  }

  static void add(SwitchPlan plan, List<Conduit> permitted, RuleSet rules) {
    ConduitRules table = new ConduitRules(plan, rules);
    for (Conduit conduit : permitted) {
      for (String from : conduit.from()) {
        for (String to : conduit.to()) {
          if (!from.equals(to)) {
            Device opener = plan.site().devices().get(from);
            Device server = plan.site().devices().get(to);
            conduit.services().forEach(service -> table.pair(conduit, opener, server, service));
          }
        }
      }
    }
    rules.add(
        new Rule(
            new RuleKey(CONDUITS, MISS, Match.ANY),
            new RuleBody(List.of(), Optional.of(STEER)),
            "what no conduit permits is steered",
            plan.self().at()));
  }

  private void pair(Conduit conduit, Device opener, Device server, Service service) {
    for (Traffic traffic : service.traffic()) {
      Pair pair = new Pair(conduit, opener, server, service.name());
      if (traffic instanceof Traffic.Tcp tcp) {
        arp(pair);
        tcp.ports().forEach(port -> tcp(pair, port));
      } else if (traffic instanceof Traffic.Udp udp) {
        arp(pair);
        udp.ports().forEach(port -> udp(pair, port));
      } else if (traffic instanceof Traffic.Ping) {
        arp(pair);
        ping(pair);
      } else if (traffic instanceof Traffic.Layer2 layer2) {
        layer2(pair, layer2);
      }
    }
  }

  /**
   * The answering side may not open: of what it sends from the service port only segments with ACK
   * pass, and bare resets; a SYN alone, a FIN alone or a segment without flags is steered.
   */
  private void tcp(Pair pair, int port) {
    Device opener = pair.opener;
    Device server = pair.server;
    permit(opener, pair, ip(opener, server, Packets.TCP).with(Field.TCP_DST, port));
    Match answer = ip(server, opener, Packets.TCP).with(Field.TCP_SRC, port);
    permit(server, pair, answer.with(Field.TCP_FLAGS, Packets.ACK, Packets.ACK));
    permit(
        server,
        pair,
        answer.with(Field.TCP_FLAGS, Packets.RST, Packets.SYN | Packets.RST | Packets.ACK));
  }

  private void udp(Pair pair, int port) {
    permit(pair.opener, pair, ip(pair.opener, pair.server, Packets.UDP).with(Field.UDP_DST, port));
    permit(pair.server, pair, ip(pair.server, pair.opener, Packets.UDP).with(Field.UDP_SRC, port));
  }

  private void ping(Pair pair) {
    permit(pair.opener, pair, icmp(pair.opener, pair.server, Packets.ECHO_REQUEST));
    permit(pair.server, pair, icmp(pair.server, pair.opener, Packets.ECHO_REPLY));
  }

  private void layer2(Pair pair, Traffic.Layer2 layer2) {
    MacAddress to = layer2.group().orElse(pair.server.mac());
    permit(pair.opener, pair, frames(pair.opener, to, layer2.ethertype()));
    if (layer2.group().isEmpty()) {
      permit(pair.server, pair, frames(pair.server, pair.opener.mac(), layer2.ethertype()));
    }
  }

  /** Each may ask the other's MAC address: the question goes to the one it is about, alone. */
  private void arp(Pair pair) {
    arp(pair, pair.opener, pair.server);
    arp(pair, pair.server, pair.opener);
  }

  private void arp(Pair pair, Device from, Device to) {
    Match match =
        Match.ANY
            .with(Field.ETH_TYPE, Packets.ARP)
            .with(Field.ARP_SPA, from.ip())
            .with(Field.ARP_TPA, to.ip());
    RuleBody unicast =
        new RuleBody(
            List.of(new Action.SetField(Field.ETH_DST, to.mac().bits())), Optional.of(DELIVERY));
    rule(from, pair, match, unicast);
  }

  private static Match ip(Device from, Device to, int protocol) {
    return Match.ANY
        .with(Field.ETH_TYPE, Packets.IPV4)
        .with(Field.ETH_DST, to.mac())
        .with(Field.IPV4_SRC, from.ip())
        .with(Field.IPV4_DST, to.ip())
        .with(Field.IP_PROTO, protocol);
  }

  private static Match icmp(Device from, Device to, int type) {
    return ip(from, to, Packets.ICMP).with(Field.ICMPV4_TYPE, type).with(Field.ICMPV4_CODE, 0);
  }

  /** Frames that a sender's conduits of this kind carry to their group. */
  static Match groupFrames(Device sender, Traffic.Layer2 traffic) {
    return frames(sender, traffic.group().orElseThrow(), traffic.ethertype());
  }

  private static Match frames(Device from, MacAddress to, int ethertype) {
    return Match.ANY
        .with(Field.ETH_TYPE, ethertype)
        .with(Field.ETH_SRC, from.mac())
        .with(Field.ETH_DST, to);
  }

  private void permit(Device sender, Pair pair, Match match) {
    rule(sender, pair, match, DELIVER);
  }

  private void rule(Device sender, Pair pair, Match match, RuleBody body) {
    if (plan.isLocal(sender)) {
      RuleKey key = new RuleKey(CONDUITS, PERMIT, match);
      rules.add(new Rule(key, body, pair.why(), pair.conduit.at()));
    }
  }

  private record Pair(Conduit conduit, Device opener, Device server, String service) {
    String why() {
      return "conduit "
          + conduit.name()
          + ": "
          + opener.name()
          + " -> "
          + server.name()
          + " "
          + service;
    }
  }
}
