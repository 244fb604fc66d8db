package org.utsusemi.decoy.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.utsusemi.topology.plane.Touch;

/**
 * Touches on their way up. The first of its kind is told at the next {@link #drain}; equal ones
 * within {@link #WINDOW} of it are counted, and told as one when that time is over. Bounded in
 * number and in bytes, and fairly: when there is no room, the mark that has most gives way, so that
 * one noisy socket in the wall cannot hide another.
 */
public final class TouchGatherer implements TouchSink {
  /** How long equal touches are one. */
  public static final Duration WINDOW = Duration.ofSeconds(1);

  /** Kinds of touches that are kept, those that were told within the last second included. */
  public static final int MAX_KINDS = 10_000;

  /** Bytes of payload that are kept. */
  public static final int MAX_BYTES = 4 << 20;

  private final Predicate<Touch> noise;
  private final int maxKinds;
  private final int maxBytes;
  private final Map<Integer, LinkedHashMap<TouchKey, Gathered>> byMark = new HashMap<>();
  private final Map<Integer, Integer> bytesByMark = new HashMap<>();
  private int kinds;
  private int bytes;
  private long noiseCount;
  private long dropped;

  /** Touches of one kind. */
  private static final class Gathered {
    private int weight;
    private Instant windowEnd;
    private boolean told;

    /** Not told yet; null: all are. */
    private Touch untold;

    Gathered(Touch first) {
      untold = first;
      weight = first.payload().length;
      windowEnd = first.at().plus(WINDOW);
    }

    /** The next one, whose payload may be another. */
    Gathered with(Touch next) {
      untold = next;
      weight = next.payload().length;
      return this;
    }

    boolean isDue(Instant now) {
      return untold != null && (!told || !now.isBefore(windowEnd));
    }

    boolean isOver(Instant now) {
      return untold == null && !now.isBefore(windowEnd);
    }
  }

  /**
   * @param noise what is counted and not told
   */
  public TouchGatherer(Predicate<Touch> noise) {
    this(noise, MAX_KINDS, MAX_BYTES);
  }

  TouchGatherer(Predicate<Touch> noise, int maxKinds, int maxBytes) {
    this.noise = noise;
    this.maxKinds = maxKinds;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized void accept(Touch touch) {
    if (noise.test(touch)) {
      noiseCount += touch.count();
      return;
    }
    TouchKey key = TouchKey.of(touch);
    Gathered known = byMark.getOrDefault(touch.mark(), new LinkedHashMap<>()).get(key);
    if (known != null && known.untold != null) {
      known.untold = sum(known.untold, touch);
      return;
    }
    if (known != null) {
      forget(touch.mark(), key);
    }
    if (makeRoom(touch)) {
      keep(key, touch, known == null ? new Gathered(touch) : known.with(touch));
    } else {
      dropped += touch.count();
    }
  }

  @Override
  public synchronized void lost(long count) {
    dropped += count;
  }

  /** What is to be told now: each first touch, and each sum whose time is over. */
  public synchronized List<Touch> drain(Instant now) {
    List<Touch> told = new ArrayList<>();
    for (int mark : List.copyOf(byMark.keySet())) {
      LinkedHashMap<TouchKey, Gathered> own = byMark.get(mark);
      for (Map.Entry<TouchKey, Gathered> entry : List.copyOf(own.entrySet())) {
        Gathered gathered = entry.getValue();
        if (gathered.isDue(now)) {
          told.add(gathered.untold);
          gathered.untold = null;
          if (gathered.told) {
            gathered.windowEnd = now.plus(WINDOW);
            own.remove(entry.getKey());
            own.put(entry.getKey(), gathered);
          }
          gathered.told = true;
        } else if (gathered.isOver(now)) {
          forget(mark, entry.getKey());
        }
      }
    }
    return told;
  }

  /** Touches known as benign noise so far. */
  public synchronized long noise() {
    return noiseCount;
  }

  /** Touches lost so far because there was no room. */
  public synchronized long dropped() {
    return dropped;
  }

  private boolean makeRoom(Touch touch) {
    int weight = touch.payload().length;
    while (kinds >= maxKinds || bytes + weight > maxBytes) {
      if (byMark.isEmpty()) {
        return false;
      }
      int largest = kinds >= maxKinds ? markOfMostKinds() : markOfMostBytes();
      Map.Entry<TouchKey, Gathered> eldest = byMark.get(largest).entrySet().iterator().next();
      Touch untold = eldest.getValue().untold;
      if (untold != null && largest == touch.mark()) {
        return false;
      }
      dropped += untold == null ? 0 : untold.count();
      forget(largest, eldest.getKey());
    }
    return true;
  }

  private int markOfMostKinds() {
    return byMark.entrySet().stream()
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .orElseThrow()
        .getKey();
  }

  private int markOfMostBytes() {
    return bytesByMark.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  private void keep(TouchKey key, Touch touch, Gathered gathered) {
    byMark.computeIfAbsent(touch.mark(), mark -> new LinkedHashMap<>()).put(key, gathered);
    bytesByMark.merge(touch.mark(), gathered.weight, Integer::sum);
    kinds++;
    bytes += gathered.weight;
  }

  private void forget(int mark, TouchKey key) {
    LinkedHashMap<TouchKey, Gathered> own = byMark.get(mark);
    Gathered gathered = own.remove(key);
    kinds--;
    bytes -= gathered.weight;
    bytesByMark.merge(mark, -gathered.weight, Integer::sum);
    if (own.isEmpty()) {
      byMark.remove(mark);
      bytesByMark.remove(mark);
    }
  }

  private static Touch sum(Touch first, Touch next) {
    return new Touch(
        first.at(),
        first.mark(),
        first.sourceMac(),
        first.sourceIp(),
        first.targetMac(),
        first.targetIp(),
        first.target(),
        first.kind(),
        first.protocol(),
        first.sourcePort(),
        first.targetPort(),
        first.stateViolation(),
        first.summary(),
        first.payload(),
        first.count() + next.count());
  }
}
