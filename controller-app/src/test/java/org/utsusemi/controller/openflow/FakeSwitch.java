package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFFactories;
import org.projectfloodlight.openflow.protocol.OFFactory;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFFlowStatsEntry;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFPortDesc;
import org.projectfloodlight.openflow.protocol.OFPortDescStatsReply;
import org.projectfloodlight.openflow.protocol.OFStatsReplyFlags;
import org.projectfloodlight.openflow.protocol.OFType;
import org.projectfloodlight.openflow.protocol.OFVersion;
import org.projectfloodlight.openflow.types.DatapathId;
import org.projectfloodlight.openflow.types.OFAuxId;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.U64;
import org.utsusemi.controller.rules.Rule;

/** The switch's end of a session, without a wire and with time that stands still. */
final class FakeSwitch {
  static final OFFactory FACTORY = OFFactories.getFactory(OFVersion.OF_13);
  static final long DPID = 0x11;

  final EmbeddedChannel channel = new EmbeddedChannel();

  FakeSwitch(Memo memo, Registry registry) {
    channel.freezeTime();
    Session session = new Session(memo, new Complaints(memo, () -> 0), registry);
    channel.pipeline().addLast(new FrameDecoder(), session);
    channel.pipeline().fireChannelActive();
  }

  FakeSwitch send(OFMessage message) {
    ByteBuf bytes = Unpooled.buffer();
    message.writeTo(bytes);
    channel.writeInbound(bytes);
    channel.runPendingTasks();
    return this;
  }

  FakeSwitch send(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    channel.runPendingTasks();
    return this;
  }

  /** What the controller has sent since this was last asked. */
  List<OFMessage> received() throws OFParseError {
    channel.runPendingTasks();
    List<OFMessage> messages = new ArrayList<>();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      while (bytes.isReadable()) {
        messages.add(FACTORY.getReader().readFrom(bytes));
      }
      bytes.release();
    }
    return messages;
  }

  OFMessage receivedLast() throws OFParseError {
    List<OFMessage> messages = received();
    return messages.get(messages.size() - 1);
  }

  List<OFType> receivedTypes() throws OFParseError {
    return received().stream().map(OFMessage::getType).toList();
  }

  void seconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  FakeSwitch hello() {
    return send("06000010000000010001000800000072");
  }

  FakeSwitch features() {
    return send(
        FACTORY
            .buildFeaturesReply()
            .setDatapathId(DatapathId.of(DPID))
            .setAuxiliaryId(OFAuxId.MAIN)
            .setNTables((short) 254)
            .build());
  }

  FakeSwitch ports(boolean more, int... numbers) {
    OFPortDescStatsReply.Builder reply = FACTORY.buildPortDescStatsReply();
    List<OFPortDesc> ports = new ArrayList<>();
    for (int number : numbers) {
      ports.add(port(number));
    }
    if (more) {
      reply.setFlags(java.util.Set.of(OFStatsReplyFlags.REPLY_MORE));
    }
    return send(reply.setEntries(ports).build());
  }

  static OFPortDesc port(int number) {
    return FACTORY.buildPortDesc().setPortNo(OFPort.of(number)).setName("p" + number).build();
  }

  FakeSwitch connect() throws OFParseError {
    hello().features().ports(false, 1, 2).received();
    return this;
  }

  /** A part of the answer to a read. */
  FakeSwitch stats(long xid, boolean more, List<OFFlowStatsEntry> entries) {
    return send(
        FACTORY
            .buildFlowStatsReply()
            .setXid(xid)
            .setFlags(more ? java.util.Set.of(OFStatsReplyFlags.REPLY_MORE) : java.util.Set.of())
            .setEntries(entries)
            .build());
  }

  static OFFlowStatsEntry entry(Rule rule, int epoch, long packets) {
    OFFlowMod mod = FlowModEncoder.encode(Rules.add(rule), epoch, 1);
    return FACTORY
        .buildFlowStatsEntry()
        .setTableId(mod.getTableId())
        .setPriority(mod.getPriority())
        .setCookie(mod.getCookie())
        .setMatch(mod.getMatch())
        .setInstructions(mod.getInstructions())
        .setPacketCount(U64.of(packets))
        .setByteCount(U64.of(64 * packets))
        .build();
  }
}
