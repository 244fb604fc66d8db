package org.utsusemi.controller.plant;

import java.time.Instant;
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
  private volatile int foreignCount;
  private volatile SwitchView.FlowModCounts earlierSessions = SwitchView.FlowModCounts.NONE;
  private volatile long repaired;

  /** Tells one set of foreign rules from another, without keeping them: there may be very many. */
  private int foreignHash;

  /** The ports that {@link #wanted} was planned for; kept while it is away. */
  private volatile Set<Integer> ports = Set.of();

  /** What it holds of ours, as last read and since changed; null when that is not known. */
  private Map<RuleKey, RuleBody> held;

  private final Map<RuleKey, Long> taggedFrames = new HashMap<>();
  private boolean readBefore;

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
    ports = newChannel.ports();
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

  /** Its ports, as last seen. */
  Set<Integer> ports() {
    return ports;
  }

  /** Looks at its ports again; returns whether they are others than before. */
  boolean seePorts() {
    SwitchChannel connected = channel;
    Set<Integer> seen = connected == null ? ports : connected.ports();
    boolean others = !seen.equals(ports);
    ports = seen;
    return others;
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

  /** All that was read has been looked at. */
  void looked() {
    readBefore = true;
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
    Set<String> texts = new TreeSet<>();
    rules.forEach(rule -> texts.add(rule.text()));
    boolean others = rules.size() != foreignCount || texts.hashCode() != foreignHash;
    foreignCount = rules.size();
    foreignHash = texts.hashCode();
    return others;
  }

  int foreignRules() {
    return foreignCount;
  }

  /**
   * How many more packets a rule has matched than when this was last asked; 0 for a rule that the
   * switch held before this controller knew it, because nobody knows since when.
   */
  long more(InstalledRule rule) {
    Long before = taggedFrames.put(rule.key(), rule.packets());
    if (before == null && !readBefore) {
      return 0;
    }
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
        connected == null ? List.of() : List.copyOf(new TreeSet<>(ports)),
        wanted.size(),
        foreignCount,
        Optional.ofNullable(reconciled),
        flowMods(),
        Optional.ofNullable(problem));
  }
}
