package org.utsusemi.controller.verify;

import java.util.List;

/**
 * Something that is not as the site file says, with a packet that shows it.
 *
 * @param in the port that the packet comes in by, {@code s1:7}
 * @param packet in the notation of matches, such as {@code ip_proto=6,tcp_dst=502}; empty when the
 *     finding is not about a packet
 * @param rules those that decide what becomes of it, in order, with why they are there
 */
public record Finding(Kind kind, String what, String in, String packet, List<String> rules) {
  public Finding {
    rules = List.copyOf(rules);
  }

  /** What is wrong. */
  public enum Kind {
    /** A packet that no conduit permits reaches a device. */
    LEAK("leak"),
    /** A packet that a conduit permits does not arrive, or not as it was sent. */
    CUT("cut"),
    /** A packet reaches neither a device nor the decoy port, although one is in reach. */
    UNSEEN("unseen"),
    /**
     * A packet leaves where it has no business, or reaches the decoy port mismarked or permitted.
     */
    ASTRAY("astray"),
    /** The rules cannot be followed. */
    UNPROVABLE("unprovable");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it is written for people and in JSON. */
    public String word() {
      return word;
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(kind.word()).append(": ").append(what);
    if (!packet.isEmpty()) {
      out.append("\n    packet in by ").append(in).append(": ").append(packet);
    }
    rules.forEach(rule -> out.append("\n    by ").append(rule));
    return out.toString();
  }
}
