package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.WorldView;

/** Keeps one decoy plane running on one interface of this machine. */
public final class DecoySupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DecoySupervisor.class);

  private final ChildStarter starter;
  private final String networkInterface;
  private final LinkSwitch link;
  private final Timing timing;
  private final EventLog events;
  private final PlaneListener listener;
  private final RuntimeDirectory directory;
  private final Selector selector;
  private final Thread thread;
  private final Set<String> told = new HashSet<>();
  private volatile WorldView world;
  private volatile boolean closed;
  private volatile DecoyHealth health;

  DecoySupervisor(
      ChildStarter starter,
      String networkInterface,
      LinkSwitch link,
      Timing timing,
      EventLog events,
      PlaneListener listener)
      throws IOException {
    this.networkInterface = networkInterface;
    this.timing = timing;
    this.events = events;
    this.listener = listener;
    this.link = link;
    this.starter = starter;
    this.directory = RuntimeDirectory.create();
    this.selector = Selector.open();
    this.health = DecoyHealth.none(networkInterface);
    this.thread = new Thread(this::run, "decoy-supervisor");
  }

  /**
   * Starts the decoy plane, and starts it again whenever it ends.
   *
   * @throws IOException when there is no place for the control socket, or the interface is not the
   *     decoy plane's alone
   */
  public static DecoySupervisor start(
      DecoyProgram program, String networkInterface, EventLog events, PlaneListener listener)
      throws IOException {
    LinkSwitch.requireUnused(networkInterface);
    DecoySupervisor supervisor =
        new DecoySupervisor(
            ChildStarter.of(program),
            networkInterface,
            ChildStarter.isRoot() ? LinkSwitch.of(networkInterface) : up -> {},
            Timing.DEFAULT,
            events,
            listener);
    supervisor.start();
    return supervisor;
  }

  void start() {
    thread.start();
  }

  /** Tells the decoy plane, now and after each restart; of several in a row the last counts. */
  public void publish(WorldView view) {
    world = view;
    selector.wakeup();
  }

  public DecoyHealth health() {
    return health;
  }

  Path socket() {
    return directory.socket();
  }

  private void run() {
    Backoff backoff = new Backoff();
    while (!closed) {
      long born = System.nanoTime();
      ChildLife.End end = live();
      if (!closed) {
        lost(end);
        setLink(false);
        sleep(backoff.afterLifeOf(Duration.ofNanos(System.nanoTime() - born)));
      }
    }
    setLink(false);
  }

  private ChildLife.End live() {
    setLink(true);
    try (ChildLife life =
        new ChildLife(
            selector,
            directory.socket(),
            timing,
            () -> Optional.ofNullable(world),
            new LifeObserver())) {
      directory.handSocketTo(starter.user());
      Process child = startChild();
      try {
        ChildLife.End end = life.run(child.toHandle(), () -> closed);
        return end.reason().equals(ChildLife.DIED)
            ? new ChildLife.End("it ended with exit code " + child.waitFor(), false)
            : end;
      } finally {
        ChildStarter.end(child);
      }
    } catch (InterruptedException e) {
      closed = true;
      return new ChildLife.End("the controller is stopping", false);
    } catch (IOException | RuntimeException | Error e) {
      LOG.warn("a decoy plane's life failed", e);
      return new ChildLife.End("it could not be kept: " + e, false);
    }
  }

  private Process startChild() throws IOException {
    Process child = starter.start(networkInterface, directory);
    child.onExit().thenRun(selector::wakeup);
    health = health.started(child.pid());
    return child;
  }

  private void lost(ChildLife.End end) {
    Optional<Long> pid = health.pid();
    health = health.lost(end.reason());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("reason", end.reason());
    pid.ifPresent(p -> details.put("pid", p));
    if (end.brokeProtocol()) {
      tell(EventType.DECOY_PLANE_COMPLAINT, end.reason(), details);
    }
    tell(EventType.DECOY_PLANE_LOST, end.reason(), details);
  }

  /** A start that fails every few seconds for the same reason is told once, until one succeeds. */
  private void tell(EventType type, String reason, Map<String, Object> details) {
    if (told.add(type.word() + " " + reason)) {
      events.publish(type, networkInterface, details);
    }
  }

  private void setLink(boolean up) {
    try {
      link.set(up);
    } catch (IOException e) {
      String reason = "its link cannot be taken " + (up ? "up: " : "down: ") + e.getMessage();
      tell(EventType.DECOY_PLANE_COMPLAINT, reason, Map.of("reason", reason));
    }
  }

  private void sleep(Duration atMost) {
    try {
      selector.selectNow();
      long deadline = System.nanoTime() + atMost.toNanos();
      for (long left = atMost.toMillis(); left > 0 && !closed; ) {
        selector.select(left); // woken up by close(), and by a world view: then it sleeps on
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    } catch (IOException e) {
      LOG.warn("waiting for the next start of the decoy plane", e);
    }
  }

  /** Ends the child, takes its link down and leaves no file behind. */
  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    selector.close();
    directory.close();
  }

  /** Turns what one child says into health and events. */
  private final class LifeObserver implements ChildLife.Observer {
    private boolean strangerTold;

    @Override
    public void hello(Hello hello) {
      health = health.greeted(hello.version());
      told.clear();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("version", hello.version());
      health.pid().ifPresent(pid -> details.put("pid", pid));
      events.publish(EventType.DECOY_PLANE_UP, networkInterface, details);
    }

    @Override
    public void stranger(String what) {
      if (!strangerTold) {
        strangerTold = true;
        events.publish(EventType.DECOY_PLANE_COMPLAINT, networkInterface, Map.of("reason", what));
      }
    }

    @Override
    public void touches(List<Touch> touches) {
      listener.touches(touches);
    }

    @Override
    public void status(PlaneStatus status) {
      health = health.told(status);
      listener.status(status);
    }
  }
}
