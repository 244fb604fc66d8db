package org.utsusemi.controller.rules;

import static org.utsusemi.controller.rules.FlowTable.CONDUITS;
import static org.utsusemi.controller.rules.FlowTable.DELIVERY;
import static org.utsusemi.controller.rules.FlowTable.INGRESS;
import static org.utsusemi.controller.rules.FlowTable.STEER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Traffic;

/**
 * Table 0: is this who the port belongs to? The same in every plant state. No rule of an access
 * port can be outranked by a frame's tag, so a mark cannot be forged at the edge.
 */
final class IngressRules {
  private static final int DECOY_PORT = 900;
  private static final int DECOY_PORT_REST = 890;
  private static final int TRUNK_MARKED = 800;
  private static final int TRUNK_PRIORITY_TAG = 790;
  private static final int TRUNK_TAGGED = 780;
  private static final int TRUNK_UNMARKED = 770;
  private static final int DEVICE = 600;
  private static final int ACCESS_PRIORITY_TAG = 510;
  static final int ACCESS_TAGGED = 500;
  private static final int MISS = 0;

  private final SwitchPlan plan;
  private final RuleSet rules;

  private IngressRules(SwitchPlan plan, RuleSet rules) {
    this.plan = plan;
    this.rules = rules;
  }

  static void add(SwitchPlan plan, RuleSet rules) {
    IngressRules table = new IngressRules(plan, rules);
    plan.self().decoyPort().ifPresent(table::decoyPort);
    plan.trunks().forEach(table::trunk);
    plan.localDevices().forEach(table::device);
    plan.accessPorts().forEach(table::tagsOnAccessPort);
    table.rule(MISS, Match.ANY, goTo(STEER), "nobody's frame is steered", plan.self().at());
  }

  /**
   * The direction is forced: what the decoy plane sends can only go back, never to a decoy port.
   */
  private void decoyPort(int port) {
    SourceRef at = plan.self().at();
    for (MarkBlock block : plan.blocks()) {
      rule(
          DECOY_PORT,
          Packets.marked(Packets.from(port), block),
          new RuleBody(
              List.of(new Action.SetField(Field.VLAN_PCP, Packets.FROM_DECOY)),
              Optional.of(DELIVERY)),
          "answers of the decoy plane for " + block.switchName(),
          at);
    }
    rule(DECOY_PORT_REST, Packets.from(port), RuleBody.DROP, "unmarked from the decoy port", at);
  }

  private void trunk(int port) {
    SourceRef at = plan.self().at();
    for (MarkBlock block : plan.blocks()) {
      Match marked = Packets.marked(Packets.from(port), block);
      plan.portTowardDecoy()
          .ifPresent(
              toward ->
                  rule(
                      TRUNK_MARKED,
                      marked.with(Field.VLAN_PCP, Packets.TO_DECOY),
                      new RuleBody(List.of(new Action.Output(toward)), Optional.empty()),
                      "steered at " + block.switchName() + ", on its way to the decoy port",
                      at));
      rule(
          TRUNK_MARKED,
          marked.with(Field.VLAN_PCP, Packets.FROM_DECOY),
          goTo(DELIVERY),
          "answered, on its way back to " + block.switchName(),
          at);
    }
    String judged = "permitted by its sender's switch";
    rule(
        TRUNK_PRIORITY_TAG, Packets.priorityTagged(Packets.from(port)), goTo(DELIVERY), judged, at);
    rule(TRUNK_TAGGED, Packets.tagged(Packets.from(port)), RuleBody.DROP, "stray tag", at);
    rule(TRUNK_UNMARKED, Packets.from(port), goTo(DELIVERY), judged, at);
  }

  private void device(Device device) {
    Match owner = Packets.from(device.port().port()).with(Field.ETH_SRC, device.mac());
    known(device, owner.with(Field.ETH_TYPE, Packets.IPV4).with(Field.IPV4_SRC, device.ip()));
    known(
        device,
        owner
            .with(Field.ETH_TYPE, Packets.ARP)
            .with(Field.ARP_SPA, device.ip())
            .with(Field.ARP_SHA, device.mac()));
    for (int ethertype : ethertypesOf(device)) {
      known(device, owner.with(Field.ETH_TYPE, ethertype));
    }
  }

  private void known(Device device, Match match) {
    String why = "sent by " + device.name();
    rule(DEVICE, Packets.untagged(match), goTo(CONDUITS), why, device.at());
    rule(DEVICE, Packets.priorityTagged(match), goTo(CONDUITS), why, device.at());
  }

  /** Ethertypes that the device speaks in some conduit of some plant state. */
  private Set<Integer> ethertypesOf(Device device) {
    Set<Integer> ethertypes = new TreeSet<>();
    for (Conduit conduit : plan.site().conduits().values()) {
      boolean opens = conduit.from().contains(device.name());
      boolean serves = conduit.to().contains(device.name());
      for (Service service : conduit.services()) {
        for (Traffic traffic : service.traffic()) {
          if (traffic instanceof Traffic.Layer2 layer2
              && (opens || serves && layer2.group().isEmpty())) {
            ethertypes.add(layer2.ethertype());
          }
        }
      }
    }
    return ethertypes;
  }

  private void tagsOnAccessPort(int port) {
    SourceRef at = plan.self().at();
    rule(
        ACCESS_PRIORITY_TAG,
        Packets.priorityTagged(Packets.from(port)),
        goTo(STEER),
        "nobody's frame is steered",
        at);
    rule(
        ACCESS_TAGGED,
        Packets.tagged(Packets.from(port)),
        RuleBody.DROP,
        "tagged at access port " + plan.self().name() + ":" + port,
        at);
  }

  private void rule(int priority, Match match, RuleBody body, String why, SourceRef at) {
    rules.add(new Rule(new RuleKey(INGRESS, priority, match), body, why, at));
  }

  private static RuleBody goTo(FlowTable table) {
    return new RuleBody(List.of(), Optional.of(table));
  }
}
