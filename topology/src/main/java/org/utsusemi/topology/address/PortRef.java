package org.utsusemi.topology.address;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a switch, written {@code s1:24}.
 *
 * @param switchName name of the switch in the site file
 * @param port OpenFlow port number, 1–65279 (what OpenFlow 1.0 to 1.5 and hardware agree on)
 */
public record PortRef(String switchName, int port) implements Comparable<PortRef> {
  public static final int MAX_PORT = 65279;

  private static final Pattern NOTATION =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]*):(\\d{1,5})");

  /** Reads {@code s1:24}; empty for anything else or a port outside 1–65279. */
  public static Optional<PortRef> tryParse(String text) {
    Matcher parts = NOTATION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(parts.group(2));
    return port >= 1 && port <= MAX_PORT
        ? Optional.of(new PortRef(parts.group(1), port))
        : Optional.empty();
  }

  /**
   * Reads {@code s1:24}.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static PortRef parse(String text) {
    return tryParse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a switch port: " + text));
  }

  @Override
  public int compareTo(PortRef other) {
    int bySwitch = switchName.compareTo(other.switchName);
    return bySwitch != 0 ? bySwitch : Integer.compare(port, other.port);
  }

  @JsonValue
  @Override
  public String toString() {
    return switchName + ":" + port;
  }
}
