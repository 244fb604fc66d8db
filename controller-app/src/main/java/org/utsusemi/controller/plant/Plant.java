package org.utsusemi.controller.plant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.openflow.SwitchListener;
import org.utsusemi.controller.rest.view.ChangeRefusedException;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rest.view.HealthQueries;
import org.utsusemi.controller.rest.view.PlantStateView;
import org.utsusemi.controller.rest.view.PlantStates;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;

/** The plant: its present state, and its switches kept at what that state needs. */
public final class Plant implements PlantStates, HealthQueries, SwitchListener, AutoCloseable {
  /** How often every switch is read and compared. */
  static final long RECONCILE_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(Plant.class);

  private final Site site;
  private final Notebook notebook;
  private final PlantListener listener;
  private final InstantSource clock;
  private final Fleet fleet;
  private final Reconciler reconciler;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plant"));
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Set<Dpid> portsPending = ConcurrentHashMap.newKeySet();

  private volatile Remembered now;
  private volatile long changes;
  private volatile boolean closing;

  /**
   * Takes over the remembered plant state, or the site's initial one.
   *
   * @throws IOException when there is a memory that cannot be read, or that names a state that the
   *     site does not have: nothing is assumed then, and the switches stay as they are
   */
  public Plant(Site site, PlantMemory memory, PlantListener listener, InstantSource clock)
      throws IOException {
    this.site = site;
    this.listener = listener;
    this.clock = clock;
    this.fleet = new Fleet(site);
    this.reconciler = new Reconciler(listener, clock);
    this.notebook = new Notebook(memory, listener);
    this.now = memory.takeOver(site, clock.instant());
  }

  /** Begins to keep the switches right. Call once, before any switch connects. */
  public void start() {
    run(
        () -> {
          fleet.want(permitted());
          notebook.write(now);
          listener.permitted(now.state(), names(permitted()));
        });
    thread.scheduleWithFixedDelay(
        guarded(this::reconcileAll), RECONCILE_SECONDS, RECONCILE_SECONDS, TimeUnit.SECONDS);
  }

  /** Reads and repairs every connected switch. */
  public void reconcileNow() {
    run(this::reconcileAll);
  }

  @Override
  public PlantStateView current() {
    Remembered present = now;
    return new PlantStateView(
        present.state(),
        present.since(),
        present.by(),
        present.reason(),
        site.initialState().name(),
        site.plantStates().values().stream().map(PlantState::name).toList(),
        underWay.get(),
        changes,
        present.held().stream().sorted().toList(),
        present.unconfirmed().keySet().stream().sorted().toList());
  }

  @Override
  public ChangeResult change(ChangeRequest request) throws ChangeRefusedException {
    boolean real = !request.dryRun();
    if (real && !underWay.compareAndSet(false, true)) {
      throw new ChangeRefusedException(
          ChangeRefusedException.Reason.UNDER_WAY,
          "another change of the plant state is under way");
    }
    Instant asked = clock.instant();
    try {
      return CompletableFuture.supplyAsync(() -> change(request, asked), thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      if (real) {
        underWay.set(false);
      }
    }
  }

  private ChangeResult change(ChangeRequest request, Instant asked) {
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
    reconcileTheSilent();
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
      now = intended.with(change.held(), change.unconfirmedRevokes());
      notebook.write(now);
      change.grant();
    }
    if (change.rolledBack()) {
      now = old.with(old.held(), change.unconfirmedRevokes());
      notebook.write(now);
      listener.problem("plant state", "a switch refused rules of " + intended.state());
    } else {
      changes++;
      listener.permitted(now.state(), names(permitted()));
    }
  }

  /** A switch that did not answer is read soon, not at the next round. */
  private void reconcileTheSilent() {
    fleet.all().stream()
        .filter(each -> each.isConnected() && each.held().isEmpty())
        .forEach(each -> run(() -> reconcile(each, Reconciler.read(each), false)));
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

  @Override
  public void connected(SwitchChannel channel) {
    run(
        () -> {
          Optional<SwitchState> known = fleet.with(channel.dpid());
          if (known.isEmpty()) {
            listener.problem(
                "switch " + channel.dpid(),
                "a switch that the site file does not name connected from "
                    + channel.remote()
                    + "; it is left as it is");
            return;
          }
          known.get().connected(channel, clock.instant());
          listener.switchConnected(known.get().name(), channel.remote());
          replan(known.get());
        });
  }

  /** Many changes in quick succession (a port that flaps) are answered by one reading. */
  @Override
  public void portsChanged(SwitchChannel channel) {
    if (portsPending.add(channel.dpid())) {
      run(
          () -> {
            portsPending.remove(channel.dpid());
            fleet.with(channel.dpid()).filter(SwitchState::seePorts).ifPresent(this::replan);
          });
    }
  }

  private void replan(SwitchState target) {
    fleet.want(permitted());
    reconcile(target, Reconciler.read(target), true);
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    if (closing) {
      return;
    }
    run(
        () ->
            fleet
                .with(channel.dpid())
                .filter(state -> state.disconnected(channel, clock.instant()))
                .ifPresent(state -> listener.switchLost(state.name(), reason)));
  }

  @Override
  public void complaint(String switchName, String message) {
    run(() -> listener.problem(switchName, message));
  }

  @Override
  public List<String> problems() {
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

  /** From now on switches that leave are no loss: the controller is stopping. */
  public void stopping() {
    closing = true;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** The switches and what they should hold, for views. */
  Fleet fleet() {
    return fleet;
  }

  private void reconcileAll() {
    notebook.retry(now);
    Map<SwitchState, CompletableFuture<List<InstalledRule>>> readings = new LinkedHashMap<>();
    fleet.all().stream()
        .filter(SwitchState::isConnected)
        .forEach(each -> readings.put(each, Reconciler.read(each)));
    readings.forEach((each, reading) -> reconcile(each, reading, false));
  }

  /**
   * A switch that holds what it should has confirmed every revoke; what rested on it is granted.
   */
  private void reconcile(
      SwitchState target, CompletableFuture<List<InstalledRule>> reading, boolean first) {
    if (!target.isConnected() || !reconciler.reconcile(target, reading, now.epoch(), first)) {
      return;
    }
    if (now.unconfirmed().containsKey(target.name())) {
      Map<String, Set<String>> left = new HashMap<>(now.unconfirmed());
      left.remove(target.name());
      release(target, left);
    }
  }

  private void release(SwitchState target, Map<String, Set<String>> unconfirmed) {
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
      listener.problem(target.name(), "a switch refused conduits that had been held");
      return;
    }
    now = now.with(grant.held(), grant.unconfirmedRevokes());
    notebook.write(now);
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

  private void run(Runnable work) {
    try {
      thread.execute(guarded(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("the plant is closed already");
    }
  }

  /** A fault of ours must neither end the thread nor stay unseen. */
  private Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error e) {
        LOG.error("a fault in the plant's thread", e);
        listener.problem("controller", "a fault of the program: " + e);
      }
    };
  }
}
