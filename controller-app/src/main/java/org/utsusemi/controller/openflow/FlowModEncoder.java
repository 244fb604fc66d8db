package org.utsusemi.controller.openflow;

import java.util.ArrayList;
import java.util.List;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.protocol.action.OFAction;
import org.projectfloodlight.openflow.protocol.instruction.OFInstruction;
import org.projectfloodlight.openflow.protocol.match.Match;
import org.projectfloodlight.openflow.types.EthType;
import org.projectfloodlight.openflow.types.OFBufferId;
import org.projectfloodlight.openflow.types.OFGroup;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.TableId;
import org.projectfloodlight.openflow.types.U64;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleChange;

/**
 * Changes of rules as OpenFlow 1.3 flow-mods.
 *
 * <p>{@link RuleChange.Kind#MODIFY} is sent as an add over the same key. A switch replaces the rule
 * at once, and then surely holds it, under the present epoch's cookie; a strict modify leaves the
 * old cookie, and where the rule has got lost it does nothing and says nothing (OpenFlow 1.3.5,
 * 6.4). The price is that the rule's counters start anew.
 */
final class FlowModEncoder {
  static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);
  static final EthType DOT1Q = EthType.of(0x8100);

  private FlowModEncoder() {}

  /**
   * @throws RuntimeException when OpenFlow 1.3 cannot say it
   */
  static OFFlowMod encode(RuleChange change, int epoch, long xid) {
    Rule rule = change.rule();
    int priority = rule.key().priority();
    if (priority < 0 || priority > 0xffff) {
      throw new IllegalArgumentException("priority " + priority); // openflowj cuts it to 16 bits
    }
    boolean remove = change.kind() == RuleChange.Kind.REMOVE;
    OFFlowMod.Builder mod =
        remove
            ? FACTORY.buildFlowDeleteStrict()
            : FACTORY.buildFlowAdd().setInstructions(body(rule));
    return mod.setXid(xid)
        .setTableId(TableId.of(rule.key().table().id()))
        .setPriority(priority)
        .setMatch(match(rule.key().match()))
        .setCookie(remove ? U64.ZERO : U64.of(Cookie.of(rule.key(), epoch)))
        .setBufferId(OFBufferId.NO_BUFFER)
        .setOutPort(OFPort.ANY)
        .setOutGroup(OFGroup.ANY)
        .build();
  }

  private static Match match(org.utsusemi.controller.rules.Match match) {
    Match.Builder builder = FACTORY.buildMatch();
    match.fields().forEach((field, bits) -> Oxm.of(field).write(bits, builder));
    return builder.build();
  }

  private static List<OFInstruction> body(Rule rule) {
    List<OFInstruction> instructions = new ArrayList<>(2);
    if (!rule.body().actions().isEmpty()) {
      List<OFAction> actions = rule.body().actions().stream().map(FlowModEncoder::action).toList();
      instructions.add(FACTORY.instructions().applyActions(actions));
    }
    rule.body()
        .next()
        .map(FlowTable::id)
        .map(TableId::of)
        .map(FACTORY.instructions()::gotoTable)
        .ifPresent(instructions::add);
    return instructions;
  }

  private static OFAction action(Action action) {
    if (action instanceof Action.Output output) {
      return FACTORY.actions().output(OFPort.of(output.port()), 0);
    } else if (action instanceof Action.SetField set) {
      return FACTORY.actions().setField(Oxm.of(set.field()).write(set.value(), FACTORY.oxms()));
    } else if (action instanceof Action.PopVlan) {
      return FACTORY.actions().popVlan();
    } else if (action instanceof Action.PushVlan) {
      return FACTORY.actions().pushVlan(DOT1Q);
    }
    throw new IllegalArgumentException("no OpenFlow 1.3 action for " + action);
  }
}
