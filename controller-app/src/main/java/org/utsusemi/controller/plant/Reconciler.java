package org.utsusemi.controller.plant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleDifference;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.address.PortRef;

/**
 * Makes one switch hold what it should: reads, compares, repairs what differs, reports what is
 * foreign. A rule that is right is not touched; a failed reading changes nothing.
 */
final class Reconciler {
  private static final long READ_SECONDS = 30;

  private final PlantListener listener;
  private final InstantSource clock;

  Reconciler(PlantListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** Begins to read a switch's rules. */
  static CompletableFuture<List<InstalledRule>> read(SwitchState target) {
    return target
        .channel()
        .map(SwitchChannel::readRules)
        .orElseGet(() -> CompletableFuture.failedFuture(new IOException("not connected")));
  }

  /**
   * Compares what was read, and repairs.
   *
   * @param reading by {@link #read}
   * @param first whether this is the first time since it connected: then what is missing is no
   *     fault
   * @return whether it now holds what it should
   */
  boolean reconcile(
      SwitchState target,
      CompletableFuture<List<InstalledRule>> reading,
      int epoch,
      boolean first) {
    List<InstalledRule> installed;
    try {
      installed = reading.get(READ_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return failed(target, "its rules could not be read within " + READ_SECONDS + " s");
    } catch (ExecutionException e) {
      return failed(target, "its rules could not be read: " + e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Map<RuleKey, RuleBody> held = new HashMap<>();
    List<InstalledRule> foreign = new ArrayList<>();
    for (InstalledRule rule : installed) {
      if (rule.readable() && (rule.ours() || target.wanted().byKey().containsKey(rule.key()))) {
        held.put(rule.key(), rule.body());
      } else {
        foreign.add(rule);
      }
    }
    target.read(held);
    if (target.foreign(foreign)) {
      listener.foreignRules(target.name(), foreign);
    }
    tagged(target, installed);
    target.looked();
    return repair(target, RuleDifference.between(held, target.wanted().byKey()), epoch, first);
  }

  private boolean repair(SwitchState target, RuleDifference difference, int epoch, boolean first) {
    if (!difference.isEmpty()) {
      for (List<RuleChange> phase : List.of(difference.revokes(), difference.grants())) {
        Batch batch = new Batch();
        batch.add(target, phase);
        Batch.Outcome outcome = batch.send(epoch, !first);
        if (!outcome.silent().isEmpty()) {
          return failed(target, "it did not confirm: " + outcome.silent().get(target));
        }
        if (!outcome.refused().isEmpty()) {
          var refusal = outcome.refused().get(target).get(0);
          return failed(
              target,
              "it refused "
                  + outcome.refused().get(target).size()
                  + " rules, the first being "
                  + refusal.change().rule()
                  + " ("
                  + refusal.reason()
                  + ")");
        }
      }
      if (!first) {
        listener.repaired(
            target.name(),
            difference.count(RuleChange.Kind.ADD),
            difference.count(RuleChange.Kind.MODIFY),
            difference.count(RuleChange.Kind.REMOVE));
      }
    }
    target.reconciled(clock.instant());
    return true;
  }

  private void tagged(SwitchState target, List<InstalledRule> installed) {
    for (InstalledRule rule : installed) {
      if (rule.readable() && Planner.dropsTagged(rule.key())) {
        long more = target.more(rule);
        if (more > 0) {
          long port = rule.key().match().get(Field.IN_PORT).orElseThrow().value();
          listener.taggedFrames(new PortRef(target.name(), (int) port), more);
        }
      }
    }
  }

  private boolean failed(SwitchState target, String why) {
    target.forget();
    if (!target.problem().equals(Optional.of(why))) {
      target.problem(why);
      listener.problem(target.name(), why);
    }
    return false;
  }
}
