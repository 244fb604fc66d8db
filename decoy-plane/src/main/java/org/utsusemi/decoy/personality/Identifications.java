package org.utsusemi.decoy.personality;

import java.util.Optional;
import org.utsusemi.decoy.host.Personality.Counter;

/**
 * How a model counts the identification fields of its datagrams (TI, CI, II and SS): what each of
 * three counters does, and which of them are one.
 */
final class Identifications {
  /** Larger steps are what nmap calls random positive increments. */
  private static final int LARGE_STEP = 1001;

  private static final int LARGE_STEPS_VARY = 60;
  private static final int RANDOM_STEP = 20_001;
  private static final int RANDOM_STEPS_VARY = 25_000;
  private static final int ODD_STEP = 11;
  private static final int ODD_STEPS_VARY = 80;
  private static final int HALF = 0x8000;
  private static final int LATE = 0x4000;
  private static final int PAUSE_MILLIS = 250;

  /** What a counter does. */
  private enum Kind {
    ZERO,
    CONSTANT,
    ONE_BY_ONE,
    SWAPPED,
    LARGE_STEPS,
    RANDOM,
    /** None of nmap's classes. */
    ODD_STEPS
  }

  private final Kind[] kinds = new Kind[3];
  private final int[] constants = new int[3];

  /** Which counter each uses. */
  private final int[] shared = new int[3];

  /** Which count on by a large step behind a number instead of before it. */
  private final boolean[] jumps = new boolean[3];

  /** TCP's numbers stay below those of ICMP, or nmap would take them for one sequence. */
  private final boolean apart;

  Identifications(Choice choice) {
    Optional<String> open = choice.text("SEQ", "TI");
    Optional<String> icmp = choice.text("SEQ", "II");
    Optional<String> closed = choice.text("SEQ", "CI");
    boolean known = open.isPresent() || icmp.isPresent() || closed.isPresent();
    String usual = open.or(() -> icmp).or(() -> closed).orElse("I");
    boolean asked = choice.text("SEQ", "SP").isPresent();
    set(Counter.OPEN_TCP, open.orElse(asked && known && closed.isPresent() ? "" : usual));
    set(Counter.CLOSED_TCP, closed.orElse(usual));
    set(Counter.ICMP, icmp.orElse(usual));
    int openAt = Counter.OPEN_TCP.ordinal();
    int closedAt = Counter.CLOSED_TCP.ordinal();
    int icmpAt = Counter.ICMP.ordinal();
    if (kinds[openAt] == Kind.RANDOM && kinds[icmpAt] == Kind.LARGE_STEPS) {
      // two echo replies are too few for nmap to tell these from each other
      kinds[icmpAt] = Kind.RANDOM;
    }
    boolean same = choice.is("SEQ", "SS", "S");
    boolean other = choice.is("SEQ", "SS", "O");
    shared[icmpAt] =
        same || !other && kinds[icmpAt] == kinds[openAt] && counts(openAt) ? openAt : icmpAt;
    shared[closedAt] =
        !counts(closedAt)
            ? closedAt
            : kinds[closedAt] == kinds[openAt]
                ? openAt
                : kinds[closedAt] == kinds[icmpAt] ? shared[icmpAt] : closedAt;
    apart = other && counts(openAt) && counts(icmpAt);
    // nmap calls it one sequence when the first echo reply follows the last SYN/ACK at once
    jumps[icmpAt] = same && kinds[icmpAt] == Kind.LARGE_STEPS && kinds[openAt] != Kind.LARGE_STEPS;
  }

  private void set(Counter counter, String text) {
    int at = counter.ordinal();
    kinds[at] =
        switch (text) {
          case "I" -> Kind.ONE_BY_ONE;
          case "Z" -> Kind.ZERO;
          case "RD" -> Kind.RANDOM;
          case "RI" -> Kind.LARGE_STEPS;
          case "BI" -> Kind.SWAPPED;
          case "" -> Kind.ODD_STEPS;
          default -> Kind.CONSTANT;
        };
    constants[at] = kinds[at] == Kind.CONSTANT ? (int) Rules.hex(text) & 0xffff : 0;
  }

  private boolean counts(int at) {
    return kinds[at] == Kind.ONE_BY_ONE
        || kinds[at] == Kind.SWAPPED
        || kinds[at] == Kind.LARGE_STEPS;
  }

  /** Begins a host's counters. */
  void begin(HostStates states, int slot, long seed) {
    for (int at = 0; at < kinds.length; at++) {
      states.identifications[at][slot] = (char) Mixer.mix(seed, 100 + at);
    }
  }

  /** The next number, 0–65535. */
  int next(HostStates states, int slot, Counter counter, long seed, long now) {
    int at = counter.ordinal();
    Kind kind = kinds[at];
    if (kind == Kind.ZERO || kind == Kind.CONSTANT) {
      return constants[at];
    }
    char[] counters = states.identifications[shared[at]];
    int last = counters[slot];
    int millis = (int) (now / 1_000_000);
    int random = (int) (Mixer.mix(seed ^ last, millis) >>> 33);
    int next =
        switch (kind) {
          case LARGE_STEPS ->
              jumps[at] ? last + 1 : large(last, random, millis - states.identifiedAt[slot]);
          case RANDOM -> last + RANDOM_STEP + random % RANDOM_STEPS_VARY;
          case ODD_STEPS -> last + ODD_STEP + random % ODD_STEPS_VARY;
          default -> last + 1;
        };
    // nmap takes a step over the end of the numbers for a random one: where steps are large, a host
    // that has not been asked for a while begins again further down
    states.identifiedAt[slot] = millis;
    counters[slot] = (char) (jumps[at] ? next + after(random) : next);
    return shown(kind, next & 0xffff, apart && shared[at] == Counter.ICMP.ordinal());
  }

  private static int after(int random) {
    int step = LARGE_STEP + random % LARGE_STEPS_VARY;
    return step % 256 == 255 ? step + 1 : step;
  }

  private static int large(int last, int random, int sinceMillis) {
    int from =
        sinceMillis > PAUSE_MILLIS && (last & HALF - 1) > LATE ? last & HALF | random % LATE : last;
    int step = LARGE_STEP + random % LARGE_STEPS_VARY;
    return from + (step % 256 == 0 ? step + 1 : step);
  }

  private int shown(Kind kind, int count, boolean upper) {
    if (kind == Kind.SWAPPED) {
      int low = apart ? count % 128 + (upper ? 128 : 0) : count & 0xff;
      int high = apart ? count / 128 & 0xff : count >>> 8;
      return low << 8 | high;
    }
    return apart ? count & HALF - 1 | (upper ? HALF : 0) : count;
  }
}
