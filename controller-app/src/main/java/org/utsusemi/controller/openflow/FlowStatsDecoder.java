package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFFlowStatsEntry;
import org.projectfloodlight.openflow.protocol.OFFlowStatsReply;
import org.projectfloodlight.openflow.protocol.OFMatchV3;
import org.projectfloodlight.openflow.protocol.action.OFAction;
import org.projectfloodlight.openflow.protocol.action.OFActionOutput;
import org.projectfloodlight.openflow.protocol.action.OFActionPopVlan;
import org.projectfloodlight.openflow.protocol.action.OFActionPushVlan;
import org.projectfloodlight.openflow.protocol.action.OFActionSetField;
import org.projectfloodlight.openflow.protocol.instruction.OFInstruction;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionApplyActions;
import org.projectfloodlight.openflow.protocol.instruction.OFInstructionGotoTable;
import org.projectfloodlight.openflow.protocol.match.MatchField;
import org.projectfloodlight.openflow.protocol.oxm.OFOxm;
import org.projectfloodlight.openflow.types.OFPort;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;

/**
 * The entries of a flow stats reply as rules (OpenFlow 1.3.5, 7.3.5.2). Each entry is parsed by
 * itself, so that one with fields, actions or instructions that nobody here knows hides no other.
 */
final class FlowStatsDecoder {
  /** Up to and with the head of the match. */
  private static final int ENTRY_MIN = 56;

  private static final int REPLY_HEAD = 16;
  private static final int HEX_MAX = 64;

  private FlowStatsDecoder() {}

  /**
   * @param body what follows the head of the multipart reply
   * @throws IOException when an entry's length cannot be true: then nobody knows where the next one
   *     begins
   */
  static void decode(ByteBuf body, Consumer<InstalledRule> to) throws IOException {
    while (body.isReadable()) {
      int length = body.readableBytes() < ENTRY_MIN ? 0 : body.getUnsignedShort(body.readerIndex());
      if (length < ENTRY_MIN || length > body.readableBytes()) {
        throw new IOException("flow stats with an entry of " + length + " bytes");
      }
      to.accept(entry(body.readSlice(length)));
    }
  }

  private static InstalledRule entry(ByteBuf bytes) {
    int table = bytes.getUnsignedByte(2);
    int priority = bytes.getUnsignedShort(12);
    long cookie = bytes.getLong(24);
    long packets = bytes.getLong(32);
    long octets = bytes.getLong(40);
    boolean ours = Cookie.isOurs(cookie);
    try {
      OFFlowStatsEntry entry = parse(bytes);
      RuleKey key = new RuleKey(table(table), priority, match(entry));
      RuleBody body = body(entry);
      String text = key + " actions=" + body;
      return new InstalledRule(ours, true, key, body, cookie, packets, octets, text);
    } catch (UnreadableRuleException | OFParseError | RuntimeException e) {
      int shown = Math.min(bytes.readableBytes() - 48, HEX_MAX);
      String text =
          String.format(
              "table=%d,priority=%d,cookie=0x%x: %s; match and actions %s%s",
              table,
              priority,
              cookie,
              e.getMessage(),
              ByteBufUtil.hexDump(bytes, 48, shown),
              shown == HEX_MAX ? "…" : "");
      return new InstalledRule(ours, false, null, null, cookie, packets, octets, text);
    }
  }

  /** openflowj reads whole messages only, so the entry gets a message of its own. */
  private static OFFlowStatsEntry parse(ByteBuf entry)
      throws OFParseError, UnreadableRuleException {
    int length = REPLY_HEAD + entry.readableBytes();
    if (length > 0xffff) {
      throw new UnreadableRuleException("entry of " + entry.readableBytes() + " bytes");
    }
    ByteBuf message = Unpooled.buffer(length);
    message.writeByte(Frame.OF13).writeByte(Frame.MULTIPART_REPLY).writeShort(length).writeInt(0);
    message
        .writeShort(Frame.MULTIPART_FLOW)
        .writeShort(0)
        .writeInt(0)
        .writeBytes(entry, 0, length - REPLY_HEAD);
    OFFlowStatsReply reply =
        (OFFlowStatsReply) FlowModEncoder.FACTORY.getReader().readFrom(message);
    return reply.getEntries().get(0);
  }

  private static FlowTable table(int id) throws UnreadableRuleException {
    if (id >= FlowTable.values().length) {
      throw new UnreadableRuleException("a table that is not ours");
    }
    return FlowTable.values()[id];
  }

  /**
   * Walks over the fields as they came: openflowj's match itself hides those whose prerequisites it
   * does not see.
   */
  private static Match match(OFFlowStatsEntry entry) throws UnreadableRuleException {
    Match match = Match.ANY;
    for (OFOxm<?> field : ((OFMatchV3) entry.getMatch()).getOxmList()) {
      Oxm<?> oxm = known(field, "matches ");
      Match.Bits bits = oxm.read(field);
      match = match.with(oxm.field(), bits.value(), bits.mask());
    }
    return match;
  }

  private static Oxm<?> known(OFOxm<?> oxm, String does) throws UnreadableRuleException {
    MatchField<?> field = oxm.getMatchField();
    return Oxm.of(field.id).orElseThrow(() -> new UnreadableRuleException(does + field.getName()));
  }

  private static RuleBody body(OFFlowStatsEntry entry) throws UnreadableRuleException {
    if (entry.getIdleTimeout() != 0 || entry.getHardTimeout() != 0) {
      throw new UnreadableRuleException("goes by itself: it has a timeout");
    }
    List<Action> actions = new ArrayList<>();
    Optional<FlowTable> next = Optional.empty();
    for (OFInstruction instruction : entry.getInstructions()) {
      if (instruction instanceof OFInstructionApplyActions apply) {
        for (OFAction action : apply.getActions()) {
          actions.add(action(action));
        }
      } else if (instruction instanceof OFInstructionGotoTable go) {
        next = Optional.of(table(go.getTableId().getValue()));
      } else {
        throw new UnreadableRuleException("instruction " + instruction.getType());
      }
    }
    return new RuleBody(actions, next);
  }

  private static Action action(OFAction action) throws UnreadableRuleException {
    if (action instanceof OFActionOutput output && !output.getPort().equals(OFPort.CONTROLLER)) {
      return new Action.Output(output.getPort().getPortNumber());
    } else if (action instanceof OFActionSetField set) {
      Oxm<?> oxm = known(set.getField(), "sets ");
      return new Action.SetField(oxm.field(), oxm.readValue(set.getField()));
    } else if (action instanceof OFActionPopVlan) {
      return new Action.PopVlan();
    } else if (action instanceof OFActionPushVlan push
        && push.getEthertype().equals(FlowModEncoder.DOT1Q)) {
      return new Action.PushVlan();
    }
    throw new UnreadableRuleException("action " + action);
  }
}
