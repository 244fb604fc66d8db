package org.utsusemi.controller.openflow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.topology.address.Dpid;

/** A connected switch. Futures fail with an {@link java.io.IOException} when it goes away. */
public interface SwitchChannel {
  Dpid dpid();

  /** Address and port that it connected from. */
  String remote();

  /**
   * Every rule of every table. Fails, rather than returning less, when the answer is incomplete.
   */
  CompletableFuture<List<InstalledRule>> readRules();

  /**
   * Sends the changes in order, then a barrier.
   *
   * @param epoch goes into the cookies, 0–65535
   * @return when the barrier is answered: the changes that the switch refused, each with the reason
   */
  CompletableFuture<List<Refusal>> apply(List<RuleChange> changes, int epoch);

  /** The numbers of its ports, without the reserved ones. */
  Set<Integer> ports();

  /** A change that the switch refused. */
  record Refusal(RuleChange change, String reason) {}
}
