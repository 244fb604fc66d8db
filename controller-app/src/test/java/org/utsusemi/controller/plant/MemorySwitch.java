package org.utsusemi.controller.plant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.openflow.SwitchCounters;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.topology.address.Dpid;

/** A switch in memory: it holds rules, may refuse some, may fall silent. */
final class MemorySwitch implements SwitchChannel {
  /** What was done on all switches that share it, in order: {@code s1 ADD}, {@code s1 barrier}. */
  private final List<String> log;

  private final String name;
  private final Dpid dpid;
  final Map<RuleKey, RuleBody> ours = new LinkedHashMap<>();
  final List<InstalledRule> foreign = new ArrayList<>();
  Predicate<RuleChange> refuses = change -> false;
  Runnable beforeApply = () -> {};
  boolean readable = true;
  boolean alive = true;
  long packets;

  MemorySwitch(String name, Dpid dpid, List<String> log) {
    this.name = name;
    this.dpid = dpid;
    this.log = log;
  }

  @Override
  public Dpid dpid() {
    return dpid;
  }

  @Override
  public String remote() {
    return "memory";
  }

  @Override
  public Set<Integer> ports() {
    return Set.of(1, 2, 3);
  }

  @Override
  public SwitchCounters counters() {
    return new SwitchCounters(0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public CompletableFuture<List<InstalledRule>> readRules() {
    if (!readable || !alive) {
      return CompletableFuture.failedFuture(new IOException("half an answer"));
    }
    List<InstalledRule> rules = new ArrayList<>(foreign);
    ours.forEach(
        (key, body) ->
            rules.add(new InstalledRule(true, true, key, body, 0, packets, 0, key + " " + body)));
    return CompletableFuture.completedFuture(rules);
  }

  @Override
  public CompletableFuture<List<Refusal>> apply(List<RuleChange> changes, int epoch) {
    beforeApply.run();
    if (!alive) {
      return CompletableFuture.failedFuture(new IOException("gone"));
    }
    List<Refusal> refusals = new ArrayList<>();
    for (RuleChange change : changes) {
      log.add(name + " " + change.kind());
      if (refuses.test(change)) {
        refusals.add(new Refusal(change, "TABLE_FULL"));
      } else if (change.kind() == RuleChange.Kind.REMOVE) {
        ours.remove(change.rule().key());
      } else {
        ours.put(change.rule().key(), change.rule().body());
      }
    }
    log.add(name + " barrier");
    return CompletableFuture.completedFuture(refusals);
  }
}
