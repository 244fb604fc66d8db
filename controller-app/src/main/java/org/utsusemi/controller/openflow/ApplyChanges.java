package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.utsusemi.controller.openflow.SwitchChannel.Refusal;
import org.utsusemi.controller.rules.RuleChange;

/**
 * Sends changes, then a barrier. Message numbers run with the changes, so an error's number says
 * which change was refused.
 */
final class ApplyChanges implements Operation {
  /** Seconds for the barrier, and a further one for so many changes: hardware takes its time. */
  static final int PATIENCE = 30;

  private static final int CHANGES_PER_SECOND = 50;

  private final List<RuleChange> changes;
  private final int epoch;
  private final CompletableFuture<List<Refusal>> future;
  private final Tally tally;
  private final List<Refusal> refusals = new ArrayList<>();
  private long firstXid;
  private int next;
  private int seconds;

  ApplyChanges(
      List<RuleChange> changes, int epoch, CompletableFuture<List<Refusal>> future, Tally tally) {
    this.changes = List.copyOf(changes);
    this.epoch = epoch;
    this.future = future;
    this.tally = tally;
  }

  @Override
  public void send(Outbox outbox) {
    if (firstXid == 0) {
      firstXid = outbox.reserve(changes.size() + 1);
    }
    while (next < changes.size() && outbox.hasRoom()) {
      RuleChange change = changes.get(next);
      try {
        outbox.add(FlowModEncoder.encode(change, epoch, firstXid + next));
        tally.sent(change.kind());
      } catch (RuntimeException e) {
        refusals.add(new Refusal(change, "cannot be said in OpenFlow 1.3: " + e.getMessage()));
      }
      next++;
    }
    if (next == changes.size()) {
      next++;
      outbox.add(FlowModEncoder.FACTORY.buildBarrierRequest().setXid(barrier()).build());
    }
  }

  private long barrier() {
    return firstXid + changes.size();
  }

  @Override
  public boolean receive(ByteBuf frame) {
    long xid = Frame.xid(frame);
    if (Frame.type(frame) == Frame.BARRIER_REPLY && xid == barrier() && next > changes.size()) {
      future.complete(List.copyOf(refusals));
      return true;
    }
    if (Frame.type(frame) != Frame.ERROR || xid < firstXid || xid > barrier()) {
      return false;
    }
    if (xid == barrier()) {
      fail(new IOException("the switch refused the barrier: " + ErrorText.of(frame)));
    } else if (xid - firstXid < next && refusals.size() < changes.size()) {
      refusals.add(new Refusal(changes.get((int) (xid - firstXid)), ErrorText.of(frame)));
    }
    return true;
  }

  @Override
  public boolean isOver() {
    return future.isDone();
  }

  @Override
  public void tick() throws IOException {
    if (++seconds > PATIENCE + changes.size() / CHANGES_PER_SECOND) {
      throw new IOException("the barrier was not answered within " + (seconds - 1) + " s");
    }
  }

  @Override
  public void fail(IOException why) {
    future.completeExceptionally(why);
  }
}
