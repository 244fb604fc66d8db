package org.utsusemi.mininet.openflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.model.SourceRef;

/** Rules that a switch must take: every field with what it rests on, every mask it may have. */
final class RandomRules {
  private final Random random;

  RandomRules(long seed) {
    random = new Random(seed);
  }

  Rule next() {
    FlowTable table = FlowTable.values()[random.nextInt(4)];
    boolean tagged = random.nextInt(3) == 0;
    Match match = match(tagged);
    return new Rule(
        new RuleKey(table, random.nextInt(0x10000), match),
        body(table, tagged),
        "a random rule",
        new SourceRef("random.yaml", 1, 1));
  }

  private Match match(boolean tagged) {
    Match match = Match.ANY;
    if (random.nextBoolean()) {
      match = match.with(Field.IN_PORT, 1 + random.nextInt(3));
    }
    match = maybe(match, Field.ETH_DST);
    match = maybe(match, Field.ETH_SRC);
    match = tagged ? vlan(match) : random.nextBoolean() ? match.with(Field.VLAN_VID, 0) : match;
    return switch (random.nextInt(6)) {
      case 0 -> arp(match.with(Field.ETH_TYPE, 0x0806));
      case 1 ->
          ip(match, 6, tcp -> maybe(ports(tcp, Field.TCP_SRC, Field.TCP_DST), Field.TCP_FLAGS));
      case 2 -> ip(match, 17, udp -> ports(udp, Field.UDP_SRC, Field.UDP_DST));
      case 3 -> ip(match, 1, this::icmp);
      case 4 -> match.with(Field.ETH_TYPE, random.nextBoolean() ? 0x8892 : 0x88b8);
      default -> match;
    };
  }

  private Match vlan(Match match) {
    Match tagged =
        switch (random.nextInt(4)) {
          case 0 -> match.with(Field.VLAN_VID, 0x1000, 0x1000);
          case 1 -> match.with(Field.VLAN_VID, 0x1000);
          case 2 -> match.with(Field.VLAN_VID, 0x1000 | random.nextInt(0x1000), 0x1ff0);
          default -> match.with(Field.VLAN_VID, 0x1000 | 1 + random.nextInt(4094));
        };
    return random.nextBoolean() ? tagged.with(Field.VLAN_PCP, random.nextInt(8)) : tagged;
  }

  private Match ip(Match match, int protocol, UnaryOperator<Match> transport) {
    Match ip = match.with(Field.ETH_TYPE, 0x0800);
    ip = maybe(maybe(ip, Field.IPV4_SRC), Field.IPV4_DST);
    return random.nextInt(4) == 0 ? ip : transport.apply(ip.with(Field.IP_PROTO, protocol));
  }

  private Match ports(Match match, Field source, Field destination) {
    return maybe(maybe(match, source), destination);
  }

  private Match icmp(Match match) {
    Match icmp = random.nextBoolean() ? match.with(Field.ICMPV4_TYPE, random.nextInt(256)) : match;
    return random.nextBoolean() ? icmp.with(Field.ICMPV4_CODE, random.nextInt(256)) : icmp;
  }

  private Match arp(Match match) {
    Match arp = random.nextBoolean() ? match.with(Field.ARP_OP, 1 + random.nextInt(2)) : match;
    return maybe(maybe(maybe(arp, Field.ARP_SPA), Field.ARP_TPA), Field.ARP_SHA);
  }

  /** Free, exact, a prefix, or masked anyhow. */
  private Match maybe(Match match, Field field) {
    long value = random.nextLong() & field.exact();
    return switch (random.nextInt(5)) {
      case 0 -> match.with(field, value);
      case 1 -> match.with(field, value, field.exact() & field.exact() << 1 + random.nextInt(8));
      case 2 -> match.with(field, value, random.nextLong() & field.exact());
      default -> match;
    };
  }

  private RuleBody body(FlowTable table, boolean tagged) {
    List<Action> actions = new ArrayList<>();
    boolean tag = tagged;
    if (random.nextInt(3) == 0) {
      actions.add(new Action.SetField(Field.ETH_DST, random.nextLong() & Field.ETH_DST.exact()));
    }
    if (random.nextBoolean()) {
      actions.add(tag ? new Action.PopVlan() : new Action.PushVlan());
      tag = !tag;
    }
    if (tag) {
      actions.add(new Action.SetField(Field.VLAN_VID, 0x1000 | random.nextInt(0x1000)));
      actions.add(new Action.SetField(Field.VLAN_PCP, random.nextInt(8)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      actions.add(new Action.Output(1 + random.nextInt(3)));
    }
    int later = FlowTable.values().length - 1 - table.id();
    Optional<FlowTable> next =
        later > 0 && random.nextBoolean()
            ? Optional.of(FlowTable.values()[table.id() + 1 + random.nextInt(later)])
            : Optional.empty();
    return new RuleBody(actions, next);
  }
}
