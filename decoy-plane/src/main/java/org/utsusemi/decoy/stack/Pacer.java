package org.utsusemi.decoy.stack;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.topology.address.MacAddress;

/**
 * Lets frames leave as late as the host would send them, counted from the arrival of what they
 * answer. Those that one host sends to one peer keep their order. What waits is bounded: a frame
 * for which there is no room leaves at once.
 */
final class Pacer {
  private static final int MOST_WAITING = 4096;

  /** Peers of hosts share places by a hash: one may wait for another's frame, never overtake. */
  private static final int PLACES = 1024;

  private static final int NO_PLACE = -1;

  /** Below it a timer is less exact than no timer. */
  private static final long SHORTEST = 20_000;

  private final FrameOutput out;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Agenda agenda;
  private final long[] last = new long[PLACES];
  private final int[] inPlace = new int[PLACES];
  private int waiting;
  private long arrival;
  private final Predicate<Host> gone;
  private boolean hurrying;

  private long number;
  private long droppedBelow;
  private Predicate<Host> dropped = host -> false;

  /**
   * @param gone hosts that send nothing any more, not even what waits
   */
  Pacer(
      FrameOutput out,
      TimeSource time,
      RandomGenerator random,
      Agenda agenda,
      Predicate<Host> gone) {
    this.gone = gone;
    this.out = out;
    this.time = time;
    this.random = random;
    this.agenda = agenda;
  }

  /** What is sent from here on answers something that came at {@code now}. */
  void arrived(long now) {
    arrival = now;
  }

  /** Does something whose frames leave at once, whatever waits. */
  void hurry(Runnable thing) {
    hurrying = true;
    try {
      thing.run();
    } finally {
      hurrying = false;
    }
  }

  /**
   * Sends a frame in time.
   *
   * @param service nanoseconds that a service took beyond what the host itself takes
   */
  void send(Host from, MacAddress to, byte[] frame, int length, long service) {
    Latency latency = from.roundTrip().orElse(null);
    if (latency == null && service == 0 || hurrying) {
      out.send(frame, length);
      return;
    }
    int place = (from.ip().bits() * 31 + Long.hashCode(to.bits())) * 0x9e3779b9 >>> 22;
    long due = arrival + service + (latency == null ? 0 : latency.draw(random));
    // what a service says when it is ready, the host's own answers need not wait for
    boolean inTurn = service == 0;
    boolean behind = inTurn && inPlace[place] > 0;
    if (behind && due - last[place] < 0) {
      due = last[place];
    }
    boolean soon = due - time.nanos() < SHORTEST;
    if (soon && !behind || waiting >= MOST_WAITING) {
      out.send(frame, length);
    } else {
      enqueue(from, inTurn ? place : NO_PLACE, due, Arrays.copyOf(frame, length));
    }
  }

  /** Forgets the frames of such hosts that wait. */
  void drop(Predicate<Host> hosts) {
    dropped = hosts;
    droppedBelow = number;
  }

  private void enqueue(Host from, int place, long due, byte[] frame) {
    long own = number++;
    if (place != NO_PLACE && (inPlace[place]++ == 0 || due - last[place] > 0)) {
      last[place] = due;
    }
    waiting++;
    agenda.at(
        due,
        () -> {
          if (place != NO_PLACE) {
            inPlace[place]--;
          }
          waiting--;
          boolean isDropped = own < droppedBelow && dropped.test(from);
          if (!isDropped && !gone.test(from)) {
            out.send(frame, frame.length);
          }
        });
  }
}
