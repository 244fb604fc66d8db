package org.utsusemi.controller.plant;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.utsusemi.topology.model.Site;

/** The plant: its present state, and its switches kept at what that state needs. */
public final class Plant implements PlantStates, HealthQueries, SwitchListener, AutoCloseable {
  /** How often every switch is read and compared. */
  static final long RECONCILE_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(Plant.class);

  private final PresentState present;
  private final PlantListener listener;
  private final InstantSource clock;
  private final Fleet fleet;
  private final Reconciler reconciler;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "plant"));
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final Set<Dpid> portsPending = ConcurrentHashMap.newKeySet();

  private volatile boolean closing;

  /**
   * Takes over the remembered plant state, or the site's initial one.
   *
   * @throws IOException when there is a memory that cannot be read, or that names a state that the
   *     site does not have: nothing is assumed then, and the switches stay as they are
   */
  public Plant(Site site, PlantMemory memory, PlantListener listener, InstantSource clock)
      throws IOException {
    this.listener = listener;
    this.clock = clock;
    this.fleet = new Fleet(site);
    this.reconciler = new Reconciler(listener, clock);
    this.present = PresentState.takeOver(site, fleet, memory, listener, clock);
  }

  /** Begins to keep the switches right. Call once, before any switch connects. */
  public void start() {
    run(present::begin);
    thread.scheduleWithFixedDelay(
        guarded(this::reconcileAll), RECONCILE_SECONDS, RECONCILE_SECONDS, TimeUnit.SECONDS);
  }

  /** Reads and repairs every connected switch. */
  public void reconcileNow() {
    run(this::reconcileAll);
  }

  @Override
  public PlantStateView current() {
    return present.view(underWay.get());
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
      return CompletableFuture.supplyAsync(() -> changeAndReread(request, asked), thread).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      if (real) {
        underWay.set(false);
      }
    }
  }

  /** A switch that did not answer is read soon, not at the next round. */
  private ChangeResult changeAndReread(ChangeRequest request, Instant asked) {
    ChangeResult result = present.change(request, asked);
    fleet.all().stream()
        .filter(each -> each.isConnected() && each.held().isEmpty())
        .forEach(each -> run(() -> reconcile(each, Reconciler.read(each), false)));
    return result;
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
    present.want();
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
    List<String> problems = new ArrayList<>(present.problems());
    fleet.all().stream()
        .filter(each -> each.foreignRules() > 0)
        .map(each -> each.name() + " holds " + each.foreignRules() + " rules of others: see flows")
        .forEach(problems::add);
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
    present.rememberAgain();
    Map<SwitchState, CompletableFuture<List<InstalledRule>>> readings = new LinkedHashMap<>();
    fleet.all().stream()
        .filter(SwitchState::isConnected)
        .forEach(each -> readings.put(each, Reconciler.read(each)));
    readings.forEach((each, reading) -> reconcile(each, reading, false));
  }

  /** A switch that holds what it should has confirmed every revoke. */
  private void reconcile(
      SwitchState target, CompletableFuture<List<InstalledRule>> reading, boolean first) {
    if (target.isConnected() && reconciler.reconcile(target, reading, present.epoch(), first)) {
      present.confirmedBy(target.name());
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
      } catch (RuntimeException | Error e) {
        LOG.error("a fault in the plant's thread", e);
        listener.problem("controller", "a fault of the program: " + e);
      }
    };
  }
}
