package org.utsusemi.decoy.personality;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fingerprints no host can have one hop away, because nmap could not print them: recorded
 * through a router, by another nmap, or of a host that answered at random.
 */
final class Meetable {
  private static final List<String> WITH_TTL =
      List.of("ECN", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "U1", "IE");
  private static final int LARGEST_DATAGRAM = 1500;

  /** Two a second. */
  private static final int SLOWEST_RATE = 8;

  private static final long SMALLEST_ERROR = 56;

  private static final Expression ANY = Expression.parse("");

  private Meetable() {}

  /** A sentence each, naming the attribute; empty when there is none. */
  static List<String> reasonsAgainst(Fingerprint fingerprint) {
    List<String> reasons = new ArrayList<>();
    openPort(fingerprint, reasons);
    for (String test : WITH_TTL) {
      Optional<Expression> ttl = fingerprint.get(test, "T");
      if (fingerprint.answers(test) && ttl.isPresent() && ttl.get().highest(255).orElse(0) < 1) {
        reasons.add(test + ".T: no time to live from 1 to 255 is in it");
        break;
      }
    }
    slowest(fingerprint, reasons);
    error(fingerprint, reasons);
    timestamps(fingerprint, reasons);
    return reasons;
  }

  private static void openPort(Fingerprint fingerprint, List<String> reasons) {
    if (!fingerprint.answers("T1")) {
      reasons.add("T1.R: its open port does not answer, so that nmap finds none");
      return;
    }
    Optional<Expression> flags = fingerprint.get("T1", "F");
    boolean accepts =
        flags.isEmpty()
            || flags.get().parts().stream()
                .map(Expression.Part::text)
                .anyMatch(text -> text != null && text.contains("A") && text.contains("S"));
    if (!accepts) {
      reasons.add("T1.F: its open port accepts no connection, so that nmap finds none");
    }
  }

  /** The numbers of six probes in half a second go on by one in all, or not at all. */
  private static void slowest(Fingerprint fingerprint, List<String> reasons) {
    Optional<Expression> rate = fingerprint.get("SEQ", "ISR");
    boolean slow =
        rate.isPresent()
            && rate.get().highest(Integer.MAX_VALUE).orElse(SLOWEST_RATE) < SLOWEST_RATE;
    boolean constant =
        fingerprint.get("SEQ", "GCD").filter(divisor -> divisor.contains(0)).isPresent();
    if (slow && !constant) {
      reasons.add("SEQ.ISR: less than two a second do not show in nmap's half second");
    }
  }

  private static void error(Fingerprint fingerprint, List<String> reasons) {
    if (!fingerprint.answers("U1")) {
      return;
    }
    Optional<Expression> length = fingerprint.get("U1", "IPL");
    long longest = length.map(l -> l.highest(LARGEST_DATAGRAM).orElse(0)).orElse(SMALLEST_ERROR);
    if (longest < SMALLEST_ERROR) {
      reasons.add("U1.IPL: no length from 56 to 1500 is in it");
    }
    boolean garbled = fingerprint.get("U1", "RUD").map(rud -> !rud.matches("G")).orElse(false);
    if (garbled && longest <= SMALLEST_ERROR) {
      reasons.add("U1.RUD: the payload is not as it came, and none is quoted");
    }
    boolean same =
        fingerprint
            .get("U1", "RID")
            .map(id -> id.parts().stream().allMatch(p -> "1042".equals(p.text())))
            .orElse(false);
    if (same) {
      reasons.add("U1.RID: nmap calls the identification of its own probe G, not 1042");
    }
  }

  private static void timestamps(Fingerprint fingerprint, List<String> reasons) {
    boolean impossible =
        fingerprint
            .get("SEQ", "TS")
            .map(ts -> ts.parts().stream().allMatch(p -> "2".equals(p.text())))
            .orElse(false);
    if (impossible) {
      reasons.add("SEQ.TS: nmap has no value 2, it calls such clocks 1");
    }
    if (contradictsOptions(fingerprint)) {
      reasons.add("SEQ.TS: nmap would read another value from the timestamps that OPS has");
    }
  }

  /**
   * The answers without timestamps, or with zeros, say what TS is: the last of them. Whether none
   * of the alternatives leads to a value that TS may have.
   */
  private static boolean contradictsOptions(Fingerprint fingerprint) {
    Optional<Expression> clock = fingerprint.get("SEQ", "TS");
    if (clock.isEmpty() || fingerprint.get("OPS", "O6").isEmpty()) {
      return false;
    }
    Set<String> possible = Set.of("");
    for (int row = 1; row <= 6; row++) {
      Set<String> next = new HashSet<>();
      for (Expression.Part part : fingerprint.get("OPS", "O" + row).orElse(ANY).parts()) {
        String options = OptionText.beforeEnd(part.text() == null ? "" : part.text());
        if (row >= 3 && options.isEmpty() && hasNoWindow(fingerprint, row)) {
          // a reset, of which nmap looks at nothing else
          next.addAll(possible);
        } else if (!options.contains("T")) {
          next.add("U");
        } else if (options.contains("T0")) {
          next.add("0");
        } else {
          next.addAll(possible);
        }
      }
      possible = next;
    }
    for (Expression.Part part : clock.get().parts()) {
      boolean word = "U".equals(part.text()) || "0".equals(part.text());
      if (possible.contains(word ? part.text() : "")) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNoWindow(Fingerprint fingerprint, int row) {
    return fingerprint.get("WIN", "W" + row).filter(window -> window.matches("0")).isPresent()
        && fingerprint.get("WIN", "W1").filter(window -> window.matches("0")).isEmpty();
  }
}
