package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The 64-bit datapath id by which an OpenFlow switch names itself, written as 16 hex digits. */
public record Dpid(long bits) {
  /** Reads {@code 0000000000000001} or {@code 00:00:00:00:00:00:00:01}; empty for anything else. */
  public static Optional<Dpid> tryParse(String text) {
    boolean notation =
        text.matches("[0-9A-Fa-f]{16}") || text.matches("(?:[0-9A-Fa-f]{2}:){7}[0-9A-Fa-f]{2}");
    return notation
        ? Optional.of(new Dpid(Long.parseUnsignedLong(text.replace(":", ""), 16)))
        : Optional.empty();
  }

  /**
   * Reads {@code 0000000000000001} or {@code 00:00:00:00:00:00:00:01}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static Dpid parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a datapath id: " + text));
  }

  @JsonValue
  @Override
  public String toString() {
    return String.format("%016x", bits);
  }
}
