package org.utsusemi.controller.plant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.openflow.SwitchCounters;
import org.utsusemi.controller.rest.view.SwitchView;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.controller.rules.RuleSet;
import org.utsusemi.topology.model.Switch;

/**
 * What is known of one switch. Written by the plant's thread alone; what views read is volatile and
 * immutable.
 */
final class SwitchState {
  final Switch self;

  private volatile SwitchChannel channel;
  private volatile Instant since;
  private volatile Instant reconciled;
  private volatile String problem;
  private volatile RuleSet wanted = new RuleSet();
  private volatile List<InstalledRule> foreign = List.of();
  private volatile SwitchView.FlowModCounts earlierSessions = SwitchView.FlowModCounts.NONE;
  private volatile long repaired;

  /** What it holds of ours, as last read and since changed; null when that is not known. */
  private Map<RuleKey, RuleBody> held;

  private final Map<RuleKey, Long> taggedFrames = new HashMap<>();

  SwitchState(Switch self) {
    this.self = self;
  }

  String name() {
    return self.name();
  }

  Optional<SwitchChannel> channel() {
    return Optional.ofNullable(channel);
  }

  boolean isConnected() {
    return channel != null;
  }

  void connected(SwitchChannel newChannel, Instant now) {
    channel = newChannel;
    since = now;
    held = null;
    taggedFrames.clear();
  }

  /** Returns false when it was another, later session's channel that is gone. */
  boolean disconnected(SwitchChannel gone, Instant now) {
    if (channel != gone) {
      return false;
    }
    earlierSessions = flowMods();
    channel = null;
    since = now;
    held = null;
    return true;
  }

  Set<Integer> ports() {
    SwitchChannel connected = channel;
    return connected == null ? Set.of() : connected.ports();
  }

  /** What it holds of ours; empty when that is not known. */
  Optional<Map<RuleKey, RuleBody>> held() {
    return Optional.ofNullable(held);
  }

  /** It has not confirmed: what it holds is not known until it is read again. */
  void forget() {
    held = null;
  }

  /** Takes over what was read. */
  void read(Map<RuleKey, RuleBody> rules) {
    held = new HashMap<>(rules);
  }

  /** Takes over what the switch has confirmed. */
  void applied(List<RuleChange> changes, Set<RuleChange> refused, boolean repair) {
    if (repair) {
      repaired += changes.size();
    }
    if (held == null) {
      return;
    }
    for (RuleChange change : changes) {
      if (refused.contains(change)) {
        continue;
      }
      if (change.kind() == RuleChange.Kind.REMOVE) {
        held.remove(change.rule().key());
      } else {
        held.put(change.rule().key(), change.rule().body());
      }
    }
  }

  RuleSet wanted() {
    return wanted;
  }

  void want(RuleSet rules) {
    wanted = rules;
  }

  /** Returns whether they are others than before. */
  boolean foreign(List<InstalledRule> rules) {
    boolean others = !texts(rules).equals(texts(foreign));
    foreign = List.copyOf(rules);
    return others;
  }

  private static Set<String> texts(List<InstalledRule> rules) {
    Set<String> texts = new TreeSet<>();
    rules.forEach(rule -> texts.add(rule.text()));
    return texts;
  }

  /** How many more packets a rule has matched than when this was last asked. */
  long more(InstalledRule rule) {
    Long before = taggedFrames.put(rule.key(), rule.packets());
    return rule.packets() - (before == null || before > rule.packets() ? 0 : before);
  }

  void reconciled(Instant now) {
    reconciled = now;
    problem = null;
  }

  void problem(String what) {
    problem = what;
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Sent since the controller's start, over all sessions. */
  private SwitchView.FlowModCounts flowMods() {
    SwitchView.FlowModCounts sum = earlierSessions;
    SwitchChannel connected = channel;
    if (connected != null) {
      SwitchCounters session = connected.counters();
      sum =
          new SwitchView.FlowModCounts(
              sum.added() + session.adds(),
              sum.modified() + session.modifies(),
              sum.removed() + session.removes(),
              sum.refused() + session.errors(),
              repaired);
    }
    return sum;
  }

  SwitchView view() {
    SwitchChannel connected = channel;
    return new SwitchView(
        self.name(),
        self.dpid(),
        "enforce",
        connected != null,
        Optional.ofNullable(since),
        Optional.ofNullable(connected).map(SwitchChannel::remote),
        self.decoyPort().stream().boxed().findFirst(),
        connected == null ? List.of() : new ArrayList<>(new TreeSet<>(connected.ports())),
        wanted.size(),
        foreign.size(),
        Optional.ofNullable(reconciled),
        flowMods(),
        Optional.ofNullable(problem));
  }
}
