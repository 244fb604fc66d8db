package org.utsusemi.controller.plant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.utsusemi.controller.openflow.SwitchChannel.Refusal;
import org.utsusemi.controller.rest.view.ChangeResult.RefusedRule;
import org.utsusemi.controller.rest.view.ChangeResult.SwitchOutcome;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleDifference;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.controller.rules.RuleSet;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Site;

/**
 * One change of the permitted conduits: everything that is revoked is revoked on every switch, and
 * confirmed by a barrier, before anything is granted on any. What both sides of the change share is
 * not touched. When a switch refuses a rule, all are set back.
 */
final class StateChange {
  private static final Duration SETTLING = Duration.ofMillis(50);

  private final Site site;
  private final Fleet fleet;
  private final int epoch;
  private final Set<String> before;
  private final List<Conduit> asked;
  private final Map<String, Set<String>> alreadyUnconfirmed;
  private final Set<SwitchState> connected = new LinkedHashSet<>();
  private final Map<SwitchState, RuleSet> previous = new LinkedHashMap<>();
  private final Map<SwitchState, RuleDifference> differences = new LinkedHashMap<>();
  private final Map<SwitchState, List<Refusal>> refused = new LinkedHashMap<>();
  private final Set<SwitchState> silent = new LinkedHashSet<>();

  private Map<String, Set<String>> unconfirmed = Map.of();
  private Set<String> held = Set.of();

  /**
   * Compares; sends nothing.
   *
   * @param before names of the conduits permitted until now
   * @param asked the conduits that are to be permitted
   * @param alreadyUnconfirmed by switch, conduits of earlier changes whose revoke is unconfirmed
   */
  StateChange(
      Site site,
      Fleet fleet,
      int epoch,
      Set<String> before,
      List<Conduit> asked,
      Map<String, Set<String>> alreadyUnconfirmed) {
    this.site = site;
    this.fleet = fleet;
    this.epoch = epoch;
    this.before = before;
    this.asked = asked;
    this.alreadyUnconfirmed = alreadyUnconfirmed;
    Map<String, RuleSet> plan = fleet.plan(asked);
    for (SwitchState each : fleet.all()) {
      previous.put(each, each.wanted());
      each.held().ifPresent(holds -> connected.add(each));
      Map<RuleKey, RuleBody> holds = each.held().orElseGet(() -> bodies(each.wanted()));
      differences.put(each, RuleDifference.between(holds, plan.get(each.name()).byKey()));
    }
  }

  /** The first half: what is no longer permitted goes, on every switch that can be reached. */
  void revoke() {
    fleet.want(asked);
    send(RuleDifference::revokes);
    hold(this::confirms);
    if (rolledBack()) {
      rollBack();
    }
  }

  /** The second half: what may be granted is. Nothing when the first half was rolled back. */
  void grant() {
    if (rolledBack()) {
      return;
    }
    fleet.want(asked.stream().filter(conduit -> !held.contains(conduit.name())).toList());
    send(RuleDifference::grants);
    if (rolledBack()) {
      rollBack();
    } else {
      settle();
    }
  }

  /**
   * Whoever is told that a conduit is granted may use it at once. Open vSwitch goes on for some
   * milliseconds by what its data path had cached: without this, one first connection in 25 was
   * still steered after the answer.
   */
  private void settle() {
    send(difference -> List.of());
    LockSupport.parkNanos(SETTLING.toNanos());
  }

  /**
   * Before the first half: takes it that no switch has confirmed anything, which is how it is when
   * the controller is killed before it is told. The accessors then say what a restart must know.
   */
  void assumeNothingConfirmed() {
    hold(each -> false);
  }

  private void hold(Predicate<SwitchState> confirmed) {
    held = Grants.held(site, asked, before, unconfirmed(names(asked), confirmed));
    Set<String> granted = names(asked);
    granted.removeAll(held);
    unconfirmed = unconfirmed(granted, confirmed);
  }

  /** What a switch that fell silent may hold of the refused state is as good as unconfirmed. */
  private void rollBack() {
    previous.forEach(SwitchState::want);
    send(RuleDifference::revokes);
    send(RuleDifference::grants);
    held = Set.of();
    Map<String, Set<String>> open = new HashMap<>(alreadyUnconfirmed);
    for (SwitchState each : silent) {
      add(open, each, opened());
    }
    unconfirmed = open;
  }

  /** Whether a switch refused a rule, so that all were set back. */
  boolean rolledBack() {
    return !refused.isEmpty();
  }

  /** Names of conduits that are asked for and not granted. */
  Set<String> held() {
    return held;
  }

  /**
   * By switch, names of conduits whose revoke it has not confirmed; after a roll-back also those of
   * the refused state that it may hold.
   */
  Map<String, Set<String>> unconfirmedRevokes() {
    return unconfirmed;
  }

  List<String> opened() {
    return asked.stream().map(Conduit::name).filter(name -> !before.contains(name)).toList();
  }

  List<String> cut() {
    Set<String> kept = names(asked);
    return before.stream().filter(name -> !kept.contains(name)).sorted().toList();
  }

  /** One outcome for each switch; before {@link #carryOut} what it would be asked to do. */
  List<SwitchOutcome> outcomes() {
    List<SwitchOutcome> outcomes = new ArrayList<>();
    differences.forEach(
        (each, difference) ->
            outcomes.add(
                new SwitchOutcome(
                    each.name(),
                    connected.contains(each),
                    difference.count(RuleChange.Kind.ADD),
                    difference.count(RuleChange.Kind.REMOVE),
                    difference.count(RuleChange.Kind.MODIFY),
                    confirms(each),
                    refused.getOrDefault(each, List.of()).stream()
                        .map(StateChange::refusedRule)
                        .toList())));
    return outcomes;
  }

  /**
   * One phase of the way from what each switch holds now to what it should hold. A switch that has
   * nothing to do in it answers a barrier all the same: Open vSwitch answers the one that follows
   * the rules at once, and the next only after it has begun to throw away what its data path had
   * cached.
   */
  private void send(Function<RuleDifference, List<RuleChange>> phase) {
    Batch batch = new Batch();
    for (SwitchState each : connected) {
      each.held()
          .map(holds -> RuleDifference.between(holds, each.wanted().byKey()))
          .ifPresent(
              difference -> {
                batch.confirm(each);
                batch.add(each, phase.apply(difference));
              });
    }
    Batch.Outcome outcome = batch.send(epoch, false);
    outcome.refused().forEach(refused::putIfAbsent);
    silent.addAll(outcome.silent().keySet());
  }

  private boolean confirms(SwitchState each) {
    return connected.contains(each) && !silent.contains(each);
  }

  private Map<String, Set<String>> unconfirmed(
      Set<String> granted, Predicate<SwitchState> confirmed) {
    Map<String, Set<String>> open = new HashMap<>(Grants.without(alreadyUnconfirmed, granted));
    for (SwitchState each : fleet.all()) {
      if (!confirmed.test(each) && !differences.get(each).revokes().isEmpty()) {
        add(open, each, cut());
      }
    }
    return open;
  }

  /** Notes the conduits that have rules on a switch. */
  private void add(Map<String, Set<String>> open, SwitchState at, List<String> conduits) {
    Set<String> concerned = new LinkedHashSet<>(open.getOrDefault(at.name(), Set.of()));
    conduits.stream()
        .filter(name -> Grants.concerns(site, name, at.name()))
        .forEach(concerned::add);
    if (!concerned.isEmpty()) {
      open.put(at.name(), concerned);
    }
  }

  private static RefusedRule refusedRule(Refusal refusal) {
    Rule rule = refusal.change().rule();
    return new RefusedRule(rule.toString(), refusal.reason(), String.valueOf(rule.at()));
  }

  private static Map<RuleKey, RuleBody> bodies(RuleSet rules) {
    Map<RuleKey, RuleBody> bodies = new HashMap<>();
    rules.byKey().forEach((key, rule) -> bodies.put(key, rule.body()));
    return bodies;
  }

  private static Set<String> names(List<Conduit> conduits) {
    return conduits.stream()
        .map(Conduit::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
