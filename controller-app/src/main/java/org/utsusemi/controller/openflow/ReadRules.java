package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.projectfloodlight.openflow.types.OFGroup;
import org.projectfloodlight.openflow.types.OFPort;
import org.projectfloodlight.openflow.types.TableId;
import org.utsusemi.controller.rules.InstalledRule;

/** Reads every rule of every table: one request, many replies. */
final class ReadRules implements Operation {
  /** What one read may bring; a rule takes about a kilobyte. */
  static final int RULES_MAX = 50_000;

  /** Seconds without a reply that brings something. */
  static final int PATIENCE = 30;

  private final CompletableFuture<List<InstalledRule>> future;
  private final Tally tally;
  private final List<InstalledRule> rules = new ArrayList<>();
  private long xid;
  private int silence;

  ReadRules(CompletableFuture<List<InstalledRule>> future, Tally tally) {
    this.future = future;
    this.tally = tally;
  }

  @Override
  public void send(Outbox outbox) {
    if (xid != 0) {
      return;
    }
    xid = outbox.reserve(1);
    // without the group, Open vSwitch takes it for group 0 and returns nothing
    outbox.add(
        FlowModEncoder.FACTORY
            .buildFlowStatsRequest()
            .setXid(xid)
            .setTableId(TableId.ALL)
            .setOutPort(OFPort.ANY)
            .setOutGroup(OFGroup.ANY)
            .setMatch(FlowModEncoder.FACTORY.matchWildcardAll())
            .build());
  }

  @Override
  public boolean receive(ByteBuf frame) {
    if (Frame.xid(frame) != xid) {
      return false;
    }
    if (Frame.type(frame) == Frame.ERROR) {
      fail(new IOException("the switch does not tell its rules: " + ErrorText.of(frame)));
      return true;
    }
    if (!Frame.isMultipart(frame, Frame.MULTIPART_FLOW)) {
      return false;
    }
    boolean more = Frame.hasMore(frame);
    int before = rules.size();
    try {
      FlowStatsDecoder.decode(frame.skipBytes(Frame.MULTIPART_HEAD), rules::add);
    } catch (IOException e) {
      fail(e);
      return true;
    }
    if (rules.size() > RULES_MAX) {
      fail(new IOException("the switch tells of more than " + RULES_MAX + " rules"));
    } else if (!more) {
      tally.reads.incrementAndGet();
      future.complete(List.copyOf(rules));
    } else if (rules.size() > before) {
      silence = 0;
    }
    return true;
  }

  @Override
  public boolean isOver() {
    return future.isDone();
  }

  @Override
  public void tick() {
    if (++silence > PATIENCE) {
      fail(new IOException("the switch did not tell its rules within " + PATIENCE + " s"));
    }
  }

  @Override
  public void fail(IOException why) {
    rules.clear();
    future.completeExceptionally(why);
  }
}
