package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.projectfloodlight.openflow.exceptions.OFParseError;
import org.projectfloodlight.openflow.protocol.OFConfigFlags;
import org.projectfloodlight.openflow.protocol.OFFeaturesReply;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFPortDescStatsReply;
import org.projectfloodlight.openflow.protocol.OFPortStatus;
import org.projectfloodlight.openflow.types.OFAuxId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.topology.address.Dpid;

/**
 * One connection, from hello to its end: handshake, signs of life, and which message is whose. Only
 * messages that were asked for, and port changes, meet openflowj's parser.
 */
final class Session extends SimpleChannelInboundHandler<ByteBuf> {
  /** Unreadable messages between two echoes that are too many to be a mere extension. */
  static final int JUNK_MAX = 100;

  /** Bytes beyond the outbox's mark that a switch may leave unread. */
  private static final long UNREAD_MAX = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private enum Stage {
    HELLO,
    FEATURES,
    PORTS,
    CONNECTED,
    CLOSED
  }

  private final SwitchListener listener;
  private final Complaints complaints;
  private final Registry registry;
  private final Pulse pulse = new Pulse();
  private Stage stage = Stage.HELLO;
  private ChannelHandlerContext context;
  private Outbox outbox;
  private String name;
  private ConnectedSwitch peer;
  private ScheduledFuture<?> ticker;
  private int junk;

  Session(SwitchListener listener, Complaints complaints, Registry registry) {
    this.listener = listener;
    this.complaints = complaints;
    this.registry = registry;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    this.context = context;
    outbox = new Outbox(context.channel());
    name = Remote.text(context.channel().remoteAddress());
    ticker = context.executor().scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    outbox.add(Hello.ours(context.alloc()));
    outbox.flush();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws OFParseError {
    pulse.heard();
    if (stage == Stage.CLOSED) {
      return;
    }
    if (stage == Stage.HELLO) {
      hello(frame);
    } else if (Frame.version(frame) != Frame.OF13) {
      offend("a message of version " + Frame.version(frame) + " after 1.3 was agreed on");
    } else if (Frame.type(frame) == Frame.ECHO_REQUEST) {
      echo(frame);
    } else if (stage == Stage.CONNECTED) {
      connected(frame);
    } else {
      handshake(frame);
    }
  }

  private void hello(ByteBuf frame) {
    if (Frame.type(frame) == Frame.ERROR) {
      offend("our hello was refused: " + ErrorText.of(frame));
    } else if (Frame.type(frame) != Frame.HELLO) {
      offend("message type " + Frame.type(frame) + " where a hello was due");
    } else if (!Hello.offers13(frame)) {
      outbox.add(Hello.incompatible(frame, context.alloc()));
      outbox.flush();
      offend("does not speak OpenFlow 1.3");
    } else {
      stage = Stage.FEATURES;
      send(FlowModEncoder.FACTORY.buildFeaturesRequest().setXid(outbox.reserve(1)).build());
    }
  }

  private void handshake(ByteBuf frame) throws OFParseError {
    if (Frame.type(frame) == Frame.ERROR) {
      offend("the handshake was refused: " + ErrorText.of(frame));
    } else if (stage == Stage.FEATURES && Frame.type(frame) == Frame.FEATURES_REPLY) {
      features(parse(frame, OFFeaturesReply.class));
    } else if (stage == Stage.PORTS && Frame.isMultipart(frame, Frame.MULTIPART_PORT_DESC)) {
      boolean more = Frame.hasMore(frame);
      peer.portTable().add(parse(frame, OFPortDescStatsReply.class).getEntries());
      if (!more) {
        stage = Stage.CONNECTED;
        listener.connected(peer);
      }
    } else if (stage == Stage.PORTS && Frame.type(frame) == Frame.PORT_STATUS) {
      peer.portTable().update(parse(frame, OFPortStatus.class));
    }
  }

  private void features(OFFeaturesReply features) {
    Dpid dpid = new Dpid(features.getDatapathId().getLong());
    if (!features.getAuxiliaryId().equals(OFAuxId.MAIN)) {
      offend("an auxiliary connection of " + dpid + ", which was not asked for");
    } else if (!registry.claim(dpid, this)) {
      offend("a second switch that says it is " + dpid + ", while the first is there");
    } else {
      peer = new ConnectedSwitch(dpid, name, context.executor(), outbox, complaints);
      name = dpid.toString();
      stage = Stage.PORTS;
      send(
          FlowModEncoder.FACTORY
              .buildSetConfig()
              .setXid(outbox.reserve(1))
              .setFlags(Set.of(OFConfigFlags.FRAG_NORMAL))
              .setMissSendLen(128)
              .build());
      send(FlowModEncoder.FACTORY.buildPortDescStatsRequest().setXid(outbox.reserve(1)).build());
    }
  }

  private void connected(ByteBuf frame) {
    switch (Frame.type(frame)) {
      case Frame.MULTIPART_REPLY, Frame.BARRIER_REPLY -> peer.receive(frame);
      case Frame.ERROR -> {
        peer.tally().errors.incrementAndGet();
        if (!peer.receive(frame)) {
          complaints.add(name, "an error about nothing that is under way: " + ErrorText.of(frame));
        }
      }
      case Frame.PORT_STATUS -> portStatus(frame);
      case Frame.PACKET_IN -> peer.tally().packetIns.incrementAndGet();
      case Frame.ECHO_REPLY, Frame.FLOW_REMOVED, Frame.EXPERIMENTER -> {
        // says no more than that the switch is alive
      }
      default -> skip("a message of type " + Frame.type(frame));
    }
  }

  private void portStatus(ByteBuf frame) {
    try {
      peer.portTable().update(parse(frame, OFPortStatus.class));
    } catch (OFParseError e) {
      skip("an unreadable port status (" + e.getMessage() + ")");
      return;
    }
    listener.portsChanged(peer);
  }

  private static <T extends OFMessage> T parse(ByteBuf frame, Class<T> type) throws OFParseError {
    try {
      return type.cast(FlowModEncoder.FACTORY.getReader().readFrom(frame));
    } catch (RuntimeException e) { // hostile bytes make openflowj throw what they please
      throw new OFParseError("unreadable " + type.getSimpleName() + ": " + e.getMessage());
    }
  }

  private void skip(String what) {
    peer.tally().skipped.incrementAndGet();
    if (++junk > JUNK_MAX) {
      offend("more than " + JUNK_MAX + " unreadable messages, the last " + what);
    } else if (junk == 1) {
      complaints.add(name, "skipped " + what);
    }
  }

  private void echo(ByteBuf request) {
    ByteBuf reply = context.alloc().buffer(request.readableBytes()).writeBytes(request);
    reply.setByte(1, Frame.ECHO_REPLY);
    outbox.add(reply);
    flush();
  }

  private void send(OFMessage message) {
    outbox.add(message);
    flush();
  }

  private void flush() {
    outbox.flush();
    if (context.channel().bytesBeforeWritable() > UNREAD_MAX) {
      offend("does not read what it is sent");
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable() && stage == Stage.CONNECTED) {
      peer.proceed();
    }
  }

  private void tick() {
    Optional<String> end = pulse.tick(stage == Stage.CONNECTED, context.channel().isWritable());
    if (end.isPresent()) {
      offend(end.get());
    } else if (stage == Stage.CONNECTED) {
      alive();
    }
  }

  private void alive() {
    try {
      peer.tick();
    } catch (IOException e) {
      offend(e.getMessage());
      return;
    }
    if (pulse.isEchoDue()) {
      junk = 0;
      send(FlowModEncoder.FACTORY.buildEchoRequest().setXid(outbox.reserve(1)).build());
    }
  }

  boolean seemsDead() {
    return pulse.seemsDead();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (stage == Stage.CONNECTED) {
      close("the switch closed the connection");
    } else if (stage != Stage.CLOSED) {
      offend("closed the connection during the handshake");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException || cause instanceof OFParseError) {
      offend(cause.getMessage());
    } else if (cause instanceof IOException) {
      close("the connection broke: " + cause.getMessage());
    } else {
      LOG.error("session with {} failed", name, cause);
      offend("the session failed: " + cause);
    }
  }

  private void offend(String reason) {
    if (stage != Stage.CLOSED) {
      complaints.add(name, reason + "; the session is closed");
      close(reason);
    }
  }

  /** Ends the session; what is under way fails with the reason. On the session's thread. */
  void close(String reason) {
    if (stage == Stage.CLOSED) {
      return;
    }
    Stage reached = stage;
    stage = Stage.CLOSED;
    ticker.cancel(false);
    outbox.discard();
    context.close();
    if (peer != null) {
      registry.release(peer.dpid(), this);
      peer.fail(reason);
      if (reached == Stage.CONNECTED) {
        listener.disconnected(peer, reason);
      }
    }
  }
}
