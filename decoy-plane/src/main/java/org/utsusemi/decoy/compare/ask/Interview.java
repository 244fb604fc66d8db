package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.decoy.compare.scan.PortKey;
import org.utsusemi.decoy.compare.scan.Sanitiser;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Asks both machines everything that a plan names. What differs at first is asked once more, all of
 * it together is judged: a lost packet is no difference, nor is what the original shows seldom.
 */
public final class Interview {
  private static final int THREADS = 8;
  private static final int PORTS_WATCHED = 16;
  private static final int PORTS_TIMED = 4;

  /**
   * What came of it.
   *
   * @param notes what was not asked, and why
   */
  public record Result(Comparison comparison, List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
    }
  }

  private final Plan plan;
  private final InstantSource time;
  private final Progress progress;
  private final Pair pair = new Pair();
  private final Place place;

  /**
   * @throws CouldNotAsk when the interface is not there
   */
  public Interview(Plan plan, InstantSource time, Progress progress) throws CouldNotAsk {
    this.plan = plan;
    this.time = time;
    this.progress = progress;
    this.place = Place.of(plan.networkInterface());
  }

  /**
   * Asks.
   *
   * @throws CouldNotAsk when a machine does not answer at all, or nmap cannot be run
   */
  public Result ask() throws CouldNotAsk, InterruptedException {
    try (NmapProcess process = new NmapProcess(plan.networkInterface())) {
      NmapQuestions nmap = new NmapQuestions(plan, process, time, pair);
      pass(plan.topics(), nmap);
      Comparison first = Comparison.of(pair.original(), pair.copy());
      Set<Topic> doubtful = EnumSet.noneOf(Topic.class);
      plan.topics().stream().filter(first::differsIn).forEach(doubtful::add);
      if (doubtful.isEmpty()) {
        return new Result(first, pair.notes());
      }
      progress.doing(
          first.differences().size() + " fields differ: asking again what they belong to");
      pass(doubtful, nmap);
      return new Result(Comparison.of(pair.original(), pair.copy()), pair.notes());
    } catch (IOException e) {
      throw new CouldNotAsk("asking has failed: " + e, e);
    }
  }

  private void pass(Set<Topic> topics, NmapQuestions nmap)
      throws CouldNotAsk, InterruptedException, IOException {
    progress.doing("ports");
    nmap.ports();
    if (topics.contains(Topic.STACK)) {
      for (int round = 1; round <= plan.rounds(); round++) {
        progress.doing("nmap -O, round " + round + " of " + plan.rounds());
        nmap.stack();
      }
    }
    Set<Integer> ports = tcpPorts(nmap);
    if (topics.contains(Topic.CONVERSATIONS)) {
      conversations(ports);
    }
    if (topics.contains(Topic.TIMES)) {
      progress.doing("times, " + plan.samples() + " samples of each");
      times(ports, nmap);
    }
    if (topics.contains(Topic.SERVICES) || topics.contains(Topic.SCRIPTS)) {
      progress.doing("nmap -sV and scripts (may take minutes)");
      nmap.services();
    }
  }

  private Set<Integer> tcpPorts(NmapQuestions nmap) {
    Set<Integer> ports =
        nmap.open().stream()
            .filter(port -> port.protocol().equals("tcp"))
            .map(PortKey::number)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    plan.conversations().stream()
        .filter(each -> !each.udp())
        .forEach(each -> ports.add(each.port()));
    return ports;
  }

  private void times(Set<Integer> ports, NmapQuestions nmap) throws IOException {
    TimeQuestions times = new TimeQuestions(place, plan);
    times.ping(pair);
    times.connections(
        ports.stream().limit(PORTS_TIMED).collect(Collectors.toCollection(LinkedHashSet::new)),
        pair);
    times.refusal(nmap.closed().stream().mapToInt(Integer::intValue).findFirst(), pair);
    times.answers(plan.conversations(), pair);
  }

  /** What one machine showed in one task, so that tasks may run side by side. */
  private record Told(boolean original, Observations observations) {}

  private void conversations(Set<Integer> ports) throws CouldNotAsk, InterruptedException {
    if (plan.conversations().isEmpty()) {
      pair.note("no requests are replayed: no capture was given (--replay)");
    }
    ConnectionQuestions connections = new ConnectionQuestions(place, plan.idle());
    ReplayQuestions replays = new ReplayQuestions(place);
    for (int round = 1; round <= plan.rounds(); round++) {
      progress.doing(
          "connections and "
              + plan.conversations().size()
              + " replayed conversations, round "
              + round
              + " of "
              + plan.rounds());
      List<Callable<Told>> tasks = new ArrayList<>();
      ports.stream()
          .limit(PORTS_WATCHED)
          .forEach(port -> forBoth(tasks, (a, out) -> connections.ask(a, port, sanitiser(a), out)));
      plan.conversations().stream()
          .collect(Collectors.groupingBy(Conversation::subject))
          .forEach((subject, each) -> forBoth(tasks, (a, out) -> replay(replays, a, each, out)));
      run(tasks);
    }
  }

  private interface Asking {
    void ask(Ipv4Address address, Observations out) throws IOException;
  }

  private void forBoth(List<Callable<Told>> tasks, Asking asking) {
    tasks.add(() -> told(true, plan.original(), asking));
    tasks.add(() -> told(false, plan.copy(), asking));
  }

  private static Told told(boolean original, Ipv4Address address, Asking asking)
      throws IOException {
    Observations out = new Observations();
    asking.ask(address, out);
    return new Told(original, out);
  }

  private void replay(
      ReplayQuestions replays, Ipv4Address address, List<Conversation> all, Observations out)
      throws IOException {
    for (int i = 0; i < all.size(); i++) {
      replays.ask(address, all.get(i), i + 1, sanitiser(address), out);
    }
  }

  private void run(List<Callable<Told>> tasks) throws CouldNotAsk, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Told> future : threads.invokeAll(tasks)) {
        Told told = future.get();
        (told.original() ? pair.original() : pair.copy()).addAll(told.observations());
      }
    } catch (ExecutionException e) {
      throw new CouldNotAsk("a connection could not be watched: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Sanitiser sanitiser(Ipv4Address address) {
    return new Sanitiser(List.of(address.toString()), time.instant());
  }
}
