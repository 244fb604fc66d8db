package org.utsusemi.controller.plant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rest.view.PlantStateView;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;

/**
 * The present plant state, how it becomes another, and what is written down of it on the way.
 * Changed by the plant's thread alone.
 */
final class PresentState {
  private final Site site;
  private final Fleet fleet;
  private final Notebook notebook;
  private final PlantListener listener;
  private final InstantSource clock;

  private volatile Remembered now;
  private volatile long changes;

  private PresentState(
      Site site,
      Fleet fleet,
      Notebook notebook,
      PlantListener listener,
      InstantSource clock,
      Remembered now) {
    this.site = site;
    this.fleet = fleet;
    this.notebook = notebook;
    this.listener = listener;
    this.clock = clock;
    this.now = now;
  }

  /**
   * @throws IOException as {@link PlantMemory#takeOver} does
   */
  static PresentState takeOver(
      Site site, Fleet fleet, PlantMemory memory, PlantListener listener, InstantSource clock)
      throws IOException {
    Remembered now = memory.takeOver(site, clock.instant());
    return new PresentState(site, fleet, new Notebook(memory, listener), listener, clock, now);
  }

  /** From now on the switches should hold what this state needs. */
  void begin() {
    want();
    notebook.write(now);
    listener.permitted(now.state(), names(permitted()));
  }

  /** Plans anew, for the ports that the switches have now. */
  void want() {
    fleet.want(permitted());
  }

  int epoch() {
    return now.epoch();
  }

  PlantStateView view(boolean changeUnderWay) {
    Remembered present = now;
    return new PlantStateView(
        present.state(),
        present.since(),
        present.by(),
        present.reason(),
        site.initialState().name(),
        site.plantStates().values().stream().map(PlantState::name).toList(),
        changeUnderWay,
        changes,
        present.held().stream().sorted().toList(),
        present.unconfirmed().keySet().stream().sorted().toList());
  }

  /** One sentence for each thing that is wrong. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    notebook.problem().ifPresent(problems::add);
    Remembered present = now;
    if (!present.held().isEmpty()) {
      problems.add(
          "held until "
              + String.join(", ", new TreeSet<>(present.unconfirmed().keySet()))
              + " has confirmed what was revoked: "
              + String.join(", ", new TreeSet<>(present.held())));
    }
    return problems;
  }

  /** Writes down what could not be written before. */
  void rememberAgain() {
    notebook.retry(now);
  }

  /** Brings another state about, or works out what that would do. */
  ChangeResult change(ChangeRequest request, Instant asked) {
    Remembered old = now;
    StateChange change =
        new StateChange(
            site,
            fleet,
            old.epoch() + 1,
            names(permitted()),
            site.conduitsIn(request.state()),
            old.unconfirmed());
    if (request.dryRun()) {
      return result(request, change, old, asked);
    }
    carryOut(change, old, intention(request, old, asked));
    ChangeResult result = result(request, change, old, asked);
    listener.changed(result, request.by(), request.reason());
    return result;
  }

  private static Remembered intention(ChangeRequest request, Remembered old, Instant asked) {
    return new Remembered(
        request.state(),
        request.state().equals(old.state()) ? old.since() : asked,
        request.by(),
        request.reason(),
        old.epoch() + 1,
        Set.of(),
        Map.of());
  }

  /**
   * What is meant is on the disk before the first rule is touched, with every revoke unconfirmed: a
   * controller that is killed here holds what rests on them. Before anything is granted, it is on
   * the disk what was confirmed: a controller that is killed there takes nothing back.
   */
  private void carryOut(StateChange change, Remembered old, Remembered intended) {
    change.assumeNothingConfirmed();
    notebook.write(intended.with(change.held(), change.unconfirmedRevokes()));
    change.revoke();
    if (!change.rolledBack()) {
      be(intended.with(change.held(), change.unconfirmedRevokes()));
      change.grant();
    }
    if (change.rolledBack()) {
      be(old.with(old.held(), change.unconfirmedRevokes()));
      listener.problem("plant state", "a switch refused rules of " + intended.state());
    } else {
      changes++;
      listener.permitted(now.state(), names(permitted()));
    }
  }

  private void be(Remembered next) {
    now = next;
    notebook.write(next);
  }

  private ChangeResult result(
      ChangeRequest request, StateChange change, Remembered old, Instant asked) {
    boolean changed =
        !request.dryRun() && !change.rolledBack() && !old.state().equals(request.state());
    return new ChangeResult(
        change.rolledBack() ? old.state() : request.state(),
        old.state(),
        changed,
        request.dryRun(),
        Duration.between(asked, clock.instant()).toMillis(),
        change.outcomes(),
        change.unconfirmedRevokes().keySet().stream().sorted().toList(),
        List.copyOf(change.held()),
        change.opened(),
        change.cut(),
        change.rolledBack());
  }

  /** A switch has confirmed every revoke; what rested on it alone is granted. */
  void confirmedBy(String switchName) {
    if (now.unconfirmed().containsKey(switchName)) {
      Map<String, Set<String>> left = new HashMap<>(now.unconfirmed());
      left.remove(switchName);
      release(switchName, left);
    }
  }

  private void release(String confirming, Map<String, Set<String>> unconfirmed) {
    Set<String> released = new TreeSet<>(now.held());
    StateChange grant =
        new StateChange(
            site,
            fleet,
            now.epoch(),
            names(permitted()),
            site.conduitsIn(now.state()),
            unconfirmed);
    grant.revoke();
    grant.grant();
    if (grant.rolledBack()) {
      listener.problem(confirming, "it refused conduits that had been held");
      return;
    }
    be(now.with(grant.held(), grant.unconfirmedRevokes()));
    listener.permitted(now.state(), names(permitted()));
    released.removeAll(now.held());
    if (!released.isEmpty()) {
      listener.released(now.state(), released);
    }
  }

  private List<Conduit> permitted() {
    return fleet.permitted(now.state(), now.held());
  }

  private static Set<String> names(List<Conduit> conduits) {
    return conduits.stream()
        .map(Conduit::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
