package org.utsusemi.controller.openflow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.topology.address.Dpid;

/**
 * A connected switch. Reads and changes are done one after the other, in the order they were asked
 * for. Futures are completed on the session's thread, and fail with an {@link java.io.IOException}
 * when the switch goes away or does not answer.
 */
public interface SwitchChannel {
  Dpid dpid();

  /** Address and port that it connected from. */
  String remote();

  /**
   * Every rule of every table. Fails, rather than returning less, when the answer is incomplete. A
   * rule that would go by itself (a timeout) counts as not readable: its key and body are not all
   * of it.
   */
  CompletableFuture<List<InstalledRule>> readRules();

  /**
   * Sends the changes in order, then a barrier. Each change is an atomic step on the switch; a
   * modified rule bears the new epoch, and its counters start anew.
   *
   * @param epoch goes into the cookies, 0–65535
   * @return when the barrier is answered: the changes that the switch refused, each with the reason
   */
  CompletableFuture<List<Refusal>> apply(List<RuleChange> changes, int epoch);

  /** The numbers of its ports, without the reserved ones. */
  Set<Integer> ports();

  /** What has gone over this session so far. */
  SwitchCounters counters();

  /** A change that the switch refused. */
  record Refusal(RuleChange change, String reason) {}
}
