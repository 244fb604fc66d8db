package org.utsusemi.controller.plant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final PlantMemory memory;
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
  private volatile String memoryProblem;

  /**
   * Takes over the remembered plant state, or the site's initial one.
   *
   * @throws IOException when there is a memory that cannot be read, or that names a state that the
   *     site does not have: nothing is assumed then, and the switches stay as they are
   */
  public Plant(Site site, PlantMemory memory, PlantListener listener, InstantSource clock)
      throws IOException {
    this.site = site;
    this.memory = memory;
    this.listener = listener;
    this.clock = clock;
    this.fleet = new Fleet(site);
    this.reconciler = new Reconciler(listener, clock);
    this.now = remembered();
  }

  private Remembered remembered() throws IOException {
    Optional<Remembered> kept = memory.load();
    if (kept.isEmpty()) {
      String initial = site.initialState().name();
      return new Remembered(
          initial, clock.instant(), "controller", "first start", 0, Set.of(), Map.of());
    }
    if (!site.plantStates().containsKey(kept.get().state())) {
      throw new IOException(
          memory.file()
              + " says that the plant is in state "
              + kept.get().state()
              + ", which the site file does not have (it has "
              + String.join(", ", site.plantStates().keySet())
              + "): name that state in the site file, or move the file away to begin in "
              + site.initialState().name());
    }
    return kept.get();
  }

  /** Begins to keep the switches right. Call once, before any switch connects. */
  public void start() {
    run(
        () -> {
          fleet.want(permitted());
          remember(now);
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
        changes);
  }

  @Override
  public ChangeResult change(ChangeRequest request) throws ChangeRefusedException {
    if (!underWay.compareAndSet(false, true)) {
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
      underWay.set(false);
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
    Remembered intended =
        new Remembered(
            request.state(),
            request.state().equals(old.state()) ? old.since() : asked,
            request.by(),
            request.reason(),
            old.epoch() + 1,
            old.held(),
            old.unconfirmed());
    remember(intended);
    change.carryOut();
    if (change.rolledBack()) {
      remember(old);
      listener.problem("plant state", "a switch refused rules of " + request.state());
    } else {
      now = intended.with(change.held(), change.unconfirmedRevokes());
      remember(now);
      changes++;
      listener.permitted(now.state(), names(permitted()));
    }
    ChangeResult result = result(request, change, old, asked);
    listener.changed(result, request.by(), request.reason());
    return result;
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
            fleet.with(channel.dpid()).ifPresent(this::replan);
          });
    }
  }

  private void replan(SwitchState target) {
    fleet.want(permitted());
    reconcile(target, true);
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
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
    return Optional.ofNullable(memoryProblem).stream().toList();
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
    fleet.all().stream().filter(SwitchState::isConnected).forEach(each -> reconcile(each, false));
  }

  /**
   * A switch that holds what it should has confirmed every revoke; what rested on it is granted.
   */
  private void reconcile(SwitchState target, boolean first) {
    if (!target.isConnected() || !reconciler.reconcile(target, now.epoch(), first)) {
      return;
    }
    if (now.unconfirmed().containsKey(target.name())) {
      Map<String, Set<String>> left = new HashMap<>(now.unconfirmed());
      left.remove(target.name());
      StateChange grant =
          new StateChange(
              site, fleet, now.epoch(), names(permitted()), site.conduitsIn(now.state()), left);
      grant.carryOut();
      if (grant.rolledBack()) {
        listener.problem(target.name(), "a switch refused conduits that had been held");
        return;
      }
      now = now.with(grant.held(), grant.unconfirmedRevokes());
      remember(now);
      listener.permitted(now.state(), names(permitted()));
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

  /**
   * A full disk must not keep a plant from changing its state: it is told, and the change goes on.
   */
  private void remember(Remembered remembered) {
    try {
      memory.save(remembered);
      memoryProblem = null;
    } catch (IOException e) {
      String problem =
          "the plant state cannot be saved, a restart would take over an older one: " + e;
      if (memoryProblem == null) {
        listener.problem("memory", problem);
      }
      memoryProblem = problem;
    }
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
      } catch (RuntimeException e) {
        LOG.error("a fault in the plant's thread", e);
        listener.problem("controller", "a fault of the program: " + e);
      }
    };
  }
}
