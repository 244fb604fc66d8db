package org.utsusemi.controller.plant;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.utsusemi.controller.rest.view.PlantStateView;
import org.utsusemi.controller.rest.view.VerificationQueries;
import org.utsusemi.controller.rest.view.VerificationView;
import org.utsusemi.controller.rest.view.VerificationView.FindingView;
import org.utsusemi.controller.rest.view.VerificationView.Reading;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleKey;
import org.utsusemi.controller.verify.Finding;
import org.utsusemi.controller.verify.HeldRule;
import org.utsusemi.controller.verify.Verifier;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Site;

/** Proves that what the switches really hold is what the present plant state needs. */
public final class Proof implements VerificationQueries {
  private static final long READ_SECONDS = 15;

  /** A change in the middle of the reading makes it worthless. */
  private static final int MOST_READINGS = 3;

  private final Site site;
  private final Plant plant;
  private final InstantSource clock;
  private final AtomicBoolean underWay = new AtomicBoolean();

  public Proof(Site site, Plant plant, InstantSource clock) {
    this.site = site;
    this.plant = plant;
    this.clock = clock;
  }

  @Override
  public Optional<VerificationView> verify() {
    if (!underWay.compareAndSet(false, true)) {
      return Optional.empty();
    }
    try {
      return Optional.of(prove());
    } finally {
      underWay.set(false);
    }
  }

  /** What all switches hold, and which state that is to serve. */
  private record Held(
      PlantStateView present,
      Map<String, Collection<HeldRule>> rules,
      List<Reading> readings,
      List<FindingView> unreadable) {}

  private VerificationView prove() {
    Instant begun = clock.instant();
    Held held = read();
    for (int more = 1; more < MOST_READINGS && isStale(held); more++) {
      held = read();
    }
    Instant asOf = clock.instant();
    List<FindingView> findings = new ArrayList<>(held.unreadable());
    if (isStale(held)) {
      findings.add(unprovable("the plant state was being changed while the switches were read"));
    }
    Map<String, Set<Integer>> ports = new LinkedHashMap<>();
    plant.fleet().all().forEach(each -> ports.put(each.name(), each.ports()));
    List<Conduit> permitted =
        plant.fleet().permitted(held.present().state(), Set.copyOf(held.present().held()));
    new Verifier(site)
        .verify(permitted, held.rules(), ports).stream().map(Proof::view).forEach(findings::add);
    boolean proven = findings.isEmpty() && held.readings().stream().allMatch(Reading::read);
    return new VerificationView(
        held.present().state(),
        proven,
        asOf,
        Duration.between(begun, clock.instant()).toMillis(),
        held.readings(),
        findings);
  }

  private boolean isStale(Held held) {
    PlantStateView now = plant.current();
    return now.changeUnderWay() || now.changes() != held.present().changes();
  }

  private Held read() {
    Held held =
        new Held(plant.current(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    Map<SwitchState, CompletableFuture<List<InstalledRule>>> readings = new LinkedHashMap<>();
    plant.fleet().all().forEach(each -> readings.put(each, Reconciler.read(each)));
    readings.forEach((each, reading) -> take(each, reading, held));
    return held;
  }

  private static void take(
      SwitchState target, CompletableFuture<List<InstalledRule>> reading, Held held) {
    String problem;
    try {
      List<InstalledRule> installed = reading.get(READ_SECONDS, TimeUnit.SECONDS);
      held.rules().put(target.name(), readable(target, installed, held.unreadable()));
      held.readings().add(new Reading(target.name(), true, installed.size(), Optional.empty()));
      return;
    } catch (TimeoutException e) {
      problem = "no answer within " + READ_SECONDS + " s";
    } catch (ExecutionException e) {
      problem = String.valueOf(e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    List<HeldRule> planned = target.wanted().byKey().values().stream().map(HeldRule::of).toList();
    held.rules().put(target.name(), planned);
    held.readings().add(new Reading(target.name(), false, planned.size(), Optional.of(problem)));
  }

  private static List<HeldRule> readable(
      SwitchState target, List<InstalledRule> installed, List<FindingView> unreadable) {
    Map<RuleKey, Rule> wanted = target.wanted().byKey();
    List<HeldRule> rules = new ArrayList<>();
    for (InstalledRule rule : installed) {
      if (!rule.readable()) {
        unreadable.add(
            unprovable(target.name() + " holds a rule whose effect is not known: " + rule.text()));
        continue;
      }
      Rule planned = wanted.get(rule.key());
      String told =
          planned != null && planned.body().equals(rule.body())
              ? HeldRule.of(planned).told()
              : rule.text() + "  # not planned, on " + target.name();
      rules.add(new HeldRule(rule.key(), rule.body(), told));
    }
    return rules;
  }

  private static FindingView unprovable(String what) {
    return new FindingView(Finding.Kind.UNPROVABLE.word(), what, "", "", List.of());
  }

  private static FindingView view(Finding finding) {
    return new FindingView(
        finding.kind().word(), finding.what(), finding.in(), finding.packet(), finding.rules());
  }
}
