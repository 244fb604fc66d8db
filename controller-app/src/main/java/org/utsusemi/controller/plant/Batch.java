package org.utsusemi.controller.plant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.utsusemi.controller.openflow.SwitchChannel.Refusal;
import org.utsusemi.controller.rules.RuleChange;

/** Changes for several switches, sent to all at once and waited for together. */
final class Batch {
  /** A switch that has not answered a barrier by then, and by its share, has not confirmed. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Slow hardware takes a hundred changes a second. */
  private static final Duration PER_CHANGE = Duration.ofMillis(10);

  private final Map<SwitchState, List<RuleChange>> changes = new LinkedHashMap<>();

  /**
   * What came of it.
   *
   * @param refused by switch, what it refused; switches that refused nothing are not in it
   * @param silent switches that went away, or did not answer in time, with the reason
   */
  record Outcome(Map<SwitchState, List<Refusal>> refused, Map<SwitchState, String> silent) {}

  /** Adds changes for a connected switch; none is none. */
  void add(SwitchState target, List<RuleChange> more) {
    if (!more.isEmpty()) {
      changes.computeIfAbsent(target, t -> new ArrayList<>()).addAll(more);
    }
  }

  /** A barrier alone, where there are no changes. */
  void confirm(SwitchState target) {
    changes.computeIfAbsent(target, t -> new ArrayList<>());
  }

  /** Sends, waits, and notes in each switch's state what it has confirmed. */
  Outcome send(int epoch, boolean repair) {
    Map<SwitchState, CompletableFuture<List<Refusal>>> answers = new LinkedHashMap<>();
    changes.forEach(
        (target, list) ->
            answers.put(
                target,
                target
                    .channel()
                    .map(channel -> channel.apply(list, epoch & 0xffff))
                    .orElseGet(() -> CompletableFuture.failedFuture(new Gone()))));
    Outcome outcome = new Outcome(new LinkedHashMap<>(), new LinkedHashMap<>());
    int most = changes.values().stream().mapToInt(List::size).max().orElse(0);
    Duration patience = DEADLINE.plus(PER_CHANGE.multipliedBy(most));
    long deadline = System.nanoTime() + patience.toNanos();
    answers.forEach((target, answer) -> await(target, answer, deadline, repair, outcome));
    return outcome;
  }

  private void await(
      SwitchState target,
      CompletableFuture<List<Refusal>> answer,
      long deadline,
      boolean repair,
      Outcome outcome) {
    try {
      long left = Math.max(1, deadline - System.nanoTime());
      List<Refusal> refusals = answer.get(left, TimeUnit.NANOSECONDS);
      Set<RuleChange> refused = new HashSet<>();
      refusals.forEach(refusal -> refused.add(refusal.change()));
      target.applied(changes.get(target), refused, repair);
      if (!refusals.isEmpty()) {
        outcome.refused().put(target, refusals);
      }
    } catch (TimeoutException e) {
      target.forget();
      outcome.silent().put(target, "it did not answer in time");
    } catch (ExecutionException e) {
      target.forget();
      outcome.silent().put(target, String.valueOf(e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      target.forget();
      outcome.silent().put(target, "the controller is stopping");
    }
  }

  private static final class Gone extends java.io.IOException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("not connected");
    }
  }
}
