package org.utsusemi.decoy.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/**
 * Makes touches of SYNs, without an object for each that repeats an earlier one within {@link
 * TouchGatherer#WINDOW}. The first of its kind is told at once; how many followed is told as one
 * touch when its time is over. Of a mark that has {@link #EACH_MARK} kinds within that time,
 * further kinds are only counted as lost: more than that is no scan but a flood. Not for several
 * threads at once.
 */
public final class SynTally {
  /** Kinds of one mark. */
  static final int EACH_MARK = 1024;

  /** Kinds that a mark may have told even when all places that its kinds could take are taken. */
  private static final int ENTITLED = 256;

  private static final int WAYS = 4;
  private static final int PLACES = 1 << 12;
  private static final int MARKS = 4096;
  private static final int NUMBERS = 3;
  private static final int SWEEPS = 32;
  private static final byte[] NOTHING = {};

  private final TouchSink sink;
  private final InstantSource clock;
  private final long window = TouchGatherer.WINDOW.toNanos();
  private final long[] keys = new long[PLACES * NUMBERS];
  private final short[] marks = new short[PLACES];
  private final boolean[] taken = new boolean[PLACES];
  private final int[] counts = new int[PLACES];
  private final long[] since = new long[PLACES];
  private final String[] targets = new String[PLACES];
  private final int[] kinds = new int[MARKS];
  private int swept;
  private long lost;

  /**
   * @param sink where sums go
   * @param clock the time of day
   */
  public SynTally(TouchSink sink, InstantSource clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * Takes a SYN.
   *
   * @param mark 0–4095
   * @param sourceMac 48 bits, as is {@code targetMac}
   * @param ports source port in the upper, target port in the lower half
   * @param target name of the host that was meant
   * @param now nanoseconds that never go back
   */
  public void count(
      int mark,
      long sourceMac,
      long targetMac,
      int sourceIp,
      int targetIp,
      int ports,
      String target,
      long now) {
    long first = sourceMac << 16 | ports >>> 16;
    long second = targetMac << 16 | ports & 0xffff;
    long third = (long) sourceIp << 32 | targetIp & 0xffff_ffffL;
    int bucket = bucket(first ^ mark, second, third);
    int free = -1;
    for (int place = bucket; place < bucket + WAYS; place++) {
      if (!taken[place]) {
        free = place;
      } else if (isOf(place, mark, first, second, third)) {
        if (now - since[place] < window) {
          counts[place]++;
          return;
        }
        release(place, now);
        free = place;
      } else if (free < 0 && now - since[place] >= window) {
        release(place, now);
        free = place;
      }
    }
    if (kinds[mark] >= (free < 0 ? ENTITLED : EACH_MARK)) {
      lost++;
      return;
    }
    if (free >= 0) {
      take(free, mark, first, second, third, target, now);
    }
    sink.accept(touch(clock.instant(), mark, first, second, third, target, 1));
  }

  /** Tells the sums whose time is over, a part of them with each call, and what was lost. */
  public void tick(long now) {
    int end = swept + PLACES / SWEEPS;
    for (int place = swept; place < end; place++) {
      if (taken[place] && now - since[place] >= window) {
        release(place, now);
      }
    }
    swept = end % PLACES;
    if (lost > 0) {
      sink.lost(lost);
      lost = 0;
    }
  }

  private boolean isOf(int place, int mark, long first, long second, long third) {
    int at = place * NUMBERS;
    return keys[at] == first
        && keys[at + 1] == second
        && keys[at + 2] == third
        && marks[place] == mark;
  }

  private void take(
      int place, int mark, long first, long second, long third, String target, long now) {
    int at = place * NUMBERS;
    keys[at] = first;
    keys[at + 1] = second;
    keys[at + 2] = third;
    marks[place] = (short) mark;
    targets[place] = target;
    since[place] = now;
    counts[place] = 0;
    taken[place] = true;
    kinds[mark]++;
  }

  private void release(int place, long now) {
    taken[place] = false;
    kinds[marks[place]]--;
    if (counts[place] > 0) {
      int at = place * NUMBERS;
      sink.accept(
          touch(
              clock.instant().minus(Duration.ofNanos(now - since[place])),
              marks[place],
              keys[at],
              keys[at + 1],
              keys[at + 2],
              targets[place],
              counts[place]));
    }
  }

  private static Touch touch(
      Instant at, int mark, long first, long second, long third, String target, int count) {
    int port = (int) second & 0xffff;
    return new Touch(
        at,
        mark,
        new MacAddress(first >>> 16),
        Optional.of(new Ipv4Address((int) (third >>> 32))),
        new MacAddress(second >>> 16),
        Optional.of(new Ipv4Address((int) third)),
        target,
        Touch.Kind.CONNECT,
        "tcp",
        (int) first & 0xffff,
        port,
        false,
        "SYN to TCP port " + port,
        NOTHING,
        count);
  }

  private static int bucket(long first, long second, long third) {
    long mixed = (first * 0x9e3779b97f4a7c15L ^ second) * 0xc2b2ae3d27d4eb4fL ^ third;
    return (int) (mixed * 0x9e3779b97f4a7c15L >>> 52) & -WAYS;
  }
}
