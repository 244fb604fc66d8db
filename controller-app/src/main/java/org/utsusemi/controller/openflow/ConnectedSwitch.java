package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.topology.address.Dpid;

/**
 * The switch at the other end of a session. Operations wait in line and go one by one, so a read
 * shows what the changes before it left.
 */
final class ConnectedSwitch implements SwitchChannel {
  /** Refusals that are told one by one; a full table refuses thousands. */
  private static final int REFUSALS_TOLD = 5;

  private final Dpid dpid;
  private final String remote;
  private final Executor loop;
  private final Outbox outbox;
  private final Complaints complaints;
  private final Ports ports = new Ports();
  private final Tally tally = new Tally();
  private final Queue<Operation> waiting = new ArrayDeque<>();
  private Operation current;
  private String over;

  ConnectedSwitch(Dpid dpid, String remote, Executor loop, Outbox outbox, Complaints complaints) {
    this.dpid = dpid;
    this.remote = remote;
    this.loop = loop;
    this.outbox = outbox;
    this.complaints = complaints;
  }

  @Override
  public Dpid dpid() {
    return dpid;
  }

  @Override
  public String remote() {
    return remote;
  }

  @Override
  public Set<Integer> ports() {
    return ports.numbers();
  }

  @Override
  public SwitchCounters counters() {
    return tally.counters();
  }

  @Override
  public CompletableFuture<List<InstalledRule>> readRules() {
    CompletableFuture<List<InstalledRule>> future = new CompletableFuture<>();
    enqueue(new ReadRules(future, tally));
    return future;
  }

  @Override
  public CompletableFuture<List<Refusal>> apply(List<RuleChange> changes, int epoch) {
    CompletableFuture<List<Refusal>> future = new CompletableFuture<>();
    enqueue(new ApplyChanges(changes, epoch, future, tally));
    return future.whenComplete(
        (refusals, failed) -> {
          if (failed == null) {
            tell(refusals);
          }
        });
  }

  @Override
  public String toString() {
    return dpid + " at " + remote;
  }

  private void enqueue(Operation operation) {
    try {
      loop.execute(
          () -> {
            if (over != null) {
              operation.fail(new IOException(over));
            } else {
              waiting.add(operation);
              proceed();
            }
          });
    } catch (RejectedExecutionException e) {
      operation.fail(new IOException("the controller has closed its sessions", e));
    }
  }

  private void tell(List<Refusal> refusals) {
    for (Refusal refusal : refusals.subList(0, Math.min(refusals.size(), REFUSALS_TOLD))) {
      RuleChange change = refusal.change();
      Rule rule = change.rule();
      complaints.add(
          dpid.toString(),
          String.format(
              "refused to %s %s: %s (%s, %s)",
              change.kind().name().toLowerCase(java.util.Locale.ROOT),
              rule,
              refusal.reason(),
              rule.why(),
              rule.at()));
    }
    if (refusals.size() > REFUSALS_TOLD) {
      complaints.add(
          dpid.toString(), "refused " + (refusals.size() - REFUSALS_TOLD) + " more changes");
    }
  }

  Ports portTable() {
    return ports;
  }

  Tally tally() {
    return tally;
  }

  /** Goes on with what is under way, or begins what is next. On the session's thread. */
  void proceed() {
    if (current == null || current.isOver()) {
      current = waiting.poll();
    }
    if (current != null) {
      current.send(outbox);
      outbox.flush();
    }
  }

  /** Whether the message was an answer to what is under way. */
  boolean receive(ByteBuf frame) {
    boolean taken = current != null && !current.isOver() && current.receive(frame);
    if (taken && current.isOver()) {
      proceed();
    }
    return taken;
  }

  /** A second has passed. */
  void tick() throws IOException {
    if (current != null && !current.isOver()) {
      current.tick();
    }
    if (current != null && current.isOver()) {
      proceed();
    }
  }

  /** The session is over: nothing is answered any more. */
  void fail(String reason) {
    over = reason;
    IOException why = new IOException(reason);
    if (current != null) {
      current.fail(why);
    }
    waiting.forEach(operation -> operation.fail(why));
    waiting.clear();
  }
}
