package org.utsusemi.decoy.plane;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.value.Overlays;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/**
 * Everybody as whom the decoy plane answers: the devices and clones of the last world view; before
 * the first one, nobody. What intruders wrote, what hosts count and which clones have yielded
 * outlives world views. Safe from any thread.
 */
public final class WorldDirectory implements Directory {
  private static final WorldView NOTHING =
      new WorldView(
          0,
          "",
          "",
          OutOfState.REFUSE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          new byte[1],
          Map.of());

  private static final Logger LOG = LoggerFactory.getLogger(WorldDirectory.class);

  private final InstantSource clock;
  private final Overlays overlays = new Overlays(Overlays.DEFAULT_CELLS);
  private final MadeUpProfiles madeUp = new MadeUpProfiles();
  private final HostStates states = new HostStates(HostStates.DEFAULT_LIMIT);
  private final PersonaShelf shelf = new PersonaShelf(PersonaFile.reader());
  private final YieldedAddresses yielded = new YieldedAddresses();
  private World world = new World(NOTHING, Map.of());
  private Hosts hosts;
  private Instant nextWarning = Instant.MIN;
  private long untoldYields;
  private final AtomicLong generation = new AtomicLong();

  public WorldDirectory(InstantSource clock) {
    this.clock = clock;
    this.hosts = new Hosts(world, overlays, clock, madeUp, states);
  }

  /** For a decoy plane by itself, which gets no world view: who answers stays as it is. */
  public WorldDirectory(InstantSource clock, StandaloneHosts alone) {
    this.clock = clock;
    this.world = World.of(alone);
    this.hosts = new Hosts(world, overlays, clock, madeUp, states);
  }

  /**
   * What a new world view changed.
   *
   * @param granted conversations whose sessions at the decoy must end now
   * @param inForce the view that did
   */
  public record Change(Set<Grant> granted, WorldView inForce) {
    /** Addresses that a clone stands on. Counting them takes its time on large networks. */
    public int activeClones() {
      return World.bookOf(inForce).activeClones();
    }
  }

  /**
   * Takes over a world view. Called by one thread; the others go on with the view before it until
   * this one is ready.
   *
   * @throws IllegalArgumentException when the view contradicts itself; the one before stays
   */
  public Change replace(WorldView view) {
    World next = new World(view, shelf.read(view.personas()));
    synchronized (this) {
      Set<Grant> granted = Grant.between(world.view(), view);
      generation.incrementAndGet();
      world = next;
      hosts = new Hosts(next, overlays, clock, madeUp, states);
      return new Change(granted, view);
    }
  }

  @Override
  public long generation() {
    return generation.get();
  }

  @Override
  public synchronized Optional<Host> hostAt(Ipv4Address address, Peer asker) {
    // a device that starts probes for its own address as 0.0.0.0: what counts is whose socket it is
    boolean itself =
        world
            .deviceAt(address)
            .map(device -> world.isUnspoofed(device, asker.mark(), asker.mac()))
            .orElse(asker.ip().equals(address));
    return itself || hasYielded(address) ? Optional.empty() : hosts.at(address);
  }

  @Override
  public synchronized boolean hasYielded(Ipv4Address address) {
    return yielded.contains(address) && world.deviceAt(address).isEmpty();
  }

  @Override
  public synchronized Optional<Host> yields(Peer user, boolean announced) {
    Ipv4Address address = user.ip();
    if (!announced && !world.isAlone() || world.deviceAt(address).isPresent()) {
      return Optional.empty();
    }
    if (yielded.contains(address)) {
      yielded.add(address, user.mark());
      return Optional.empty();
    }
    Optional<Host> clone = hosts.at(address).filter(host -> !host.mac().equals(user.mac()));
    clone.ifPresent(
        host -> {
          tellOfYielding(user);
          generation.incrementAndGet();
          yielded.add(address, user.mark());
        });
    return clone;
  }

  /** Touches tell of each; the log, whose size nobody bounds, of one in a second. */
  private void tellOfYielding(Peer user) {
    Instant now = clock.instant();
    if (now.isBefore(nextWarning)) {
      untoldYields++;
      return;
    }
    LOG.warn(
        "{} is no longer a clone: {} uses it; {} others since this was last told",
        user.ip(),
        user.mac(),
        untoldYields);
    untoldYields = 0;
    nextWarning = now.plusSeconds(1);
  }

  @Override
  public synchronized boolean isReal(Ipv4Address address) {
    return world.deviceAt(address).isPresent();
  }

  @Override
  public synchronized boolean isMark(int id) {
    return world.isMark(id);
  }

  @Override
  public synchronized Verdict judge(
      Peer source, Host target, String protocol, int targetPort, boolean opens) {
    Optional<RealDevice> from = unspoofed(source);
    Optional<RealDevice> to = world.deviceAt(target.ip());
    if (from.isEmpty() || to.isEmpty()) {
      return Verdict.ANSWER;
    }
    String opener = from.get().name();
    String server = to.get().name();
    boolean named =
        switch (protocol) {
          case ECHO_REQUEST -> isNamed(opener, server, ECHO_REQUEST, 0);
          case ECHO_REPLY -> isNamed(server, opener, ECHO_REQUEST, 0);
          default ->
              isNamed(opener, server, protocol, targetPort)
                  || !opens && isNamed(server, opener, protocol, source.port());
        };
    return named ? violation(world.view().outOfState()) : Verdict.ANSWER;
  }

  @Override
  public synchronized boolean isLinked(Peer asker, Ipv4Address other) {
    Optional<String> from = unspoofed(asker).map(RealDevice::name);
    Optional<String> to = world.deviceAt(other).map(RealDevice::name);
    return from.isPresent()
        && to.isPresent()
        && !(world.conduits(from.get(), to.get()).isEmpty()
            && world.conduits(to.get(), from.get()).isEmpty());
  }

  @Override
  public synchronized boolean isLinked(int mark, MacAddress sender, String protocol) {
    return world.isSpeaker(mark, sender, protocol);
  }

  private Optional<RealDevice> unspoofed(Peer source) {
    return world
        .deviceAt(source.ip())
        .filter(device -> world.isUnspoofed(device, source.mark(), source.mac()));
  }

  /**
   * Whether a plant state permits this. The present one, too: what was steered before it came into
   * force is still on its way, and must not be answered in place of the real device.
   */
  private boolean isNamed(String from, String to, String protocol, int servicePort) {
    for (PlaneConduit conduit : world.conduits(from, to)) {
      if (conduit.protocol().equals(protocol) && conduit.ports().contains(servicePort)) {
        return true;
      }
    }
    return false;
  }

  private static Verdict violation(OutOfState policy) {
    return new Verdict(
        switch (policy) {
          case REFUSE -> Verdict.Treatment.REFUSE;
          case ANSWER -> Verdict.Treatment.ANSWER;
          case SILENT -> Verdict.Treatment.SILENT;
        },
        true);
  }
}
