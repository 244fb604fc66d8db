package org.utsusemi.controller.rest.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a switch should hold, beside what it holds.
 *
 * @param readAt when the switch answered; empty when it could not be read: {@code problem} says why
 *     and every rule's status is {@link Status#UNKNOWN}
 * @param rules by table, then falling priority
 */
public record FlowsView(
    @JsonProperty("switch") String switchName,
    boolean connected,
    Optional<Instant> readAt,
    Optional<String> problem,
    List<FlowView> rules) {
  public FlowsView {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param table number; -1 for a foreign rule that cannot be read
   * @param priority 0–65535; -1 for a foreign rule that cannot be read
   * @param match in ovs-ofctl's notation; for a foreign rule that cannot be read, all that is known
   * @param why the conduit, device or port it serves; empty for a rule of others
   * @param at place in the site file that made it, {@code site.yaml:31:3}; empty for a rule of
   *     others
   * @param packets that it has matched; 0 when it is missing or not known; so are {@code bytes}
   */
  public record FlowView(
      int table,
      int priority,
      String match,
      String actions,
      Status status,
      Optional<String> why,
      Optional<String> at,
      long packets,
      long bytes) {}

  /** What the switch has of a rule. */
  public enum Status {
    /** Desired, and held just so. */
    INSTALLED,
    /** Desired, and not held. */
    MISSING,
    /** Desired, and held with other actions. */
    DIFFERING,
    /** Held with our cookie, and no longer desired: the next reconciling removes it. */
    EXCESS,
    /** Held, and not ours: reported, never touched. */
    FOREIGN,
    /** Desired; the switch could not be read. */
    UNKNOWN;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
