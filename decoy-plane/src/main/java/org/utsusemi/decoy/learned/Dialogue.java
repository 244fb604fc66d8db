package org.utsusemi.decoy.learned;

import java.util.List;
import java.util.Locale;

/**
 * All that was learned of one port.
 *
 * @param protocol as touches call it
 * @param compare how requests are told apart
 * @param greeting what is said when a connection is made; none: nothing
 * @param exchanges the first that fits counts
 * @param otherwise what all other requests get
 */
public record Dialogue(
    String protocol,
    Compare compare,
    List<Piece> greeting,
    List<Exchange> exchanges,
    Outcome otherwise) {
  /** Exchanges of one port; a look-up may compare with all of them. */
  public static final int MOST_EXCHANGES = 2000;

  /** Bytes of one answer. */
  public static final int LONGEST_ANSWER = 1 << 18;

  public Dialogue {
    greeting = List.copyOf(greeting);
    exchanges = List.copyOf(exchanges);
    if (exchanges.size() > MOST_EXCHANGES) {
      throw new IllegalArgumentException("more than " + MOST_EXCHANGES + " exchanges");
    }
  }

  /** How requests are told apart. */
  public enum Compare {
    /** By their bytes; each delivery is a request. */
    BYTES,
    /** By lines of text, each ended by a line feed. */
    LINES,
    /** As HTTP: by the request line and those headers that change an answer. */
    HTTP,
    /** As SNMP of version 1 or 2c: without the request id, which answers copy. */
    SNMP;

    /** The key of a persona file. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
