package org.utsusemi.controller.rest.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether what the switches hold does what the site file says.
 *
 * @param state the plant state that it was held to
 * @param proven every switch was read, and there is no finding
 * @param asOf when the switches had been read
 * @param durationMs reading included
 * @param findings at most 100
 */
public record VerificationView(
    String state,
    boolean proven,
    Instant asOf,
    long durationMs,
    List<Reading> switches,
    List<FindingView> findings) {
  public VerificationView {
    switches = List.copyOf(switches);
    findings = List.copyOf(findings);
  }

  /**
   * What a proof rests on.
   *
   * @param read whether these rules were read from the switch; else they are those that it should
   *     hold
   * @param problem why it could not be read
   */
  public record Reading(String name, boolean read, int rules, Optional<String> problem) {}

  /**
   * Something that is not as it should be.
   *
   * @param kind {@code leak}, {@code cut}, {@code unseen}, {@code astray} or {@code unprovable}
   * @param what one sentence
   * @param in the port that the packet comes in by
   * @param packet one that shows it; empty when it is not about a packet
   * @param rules those that it meets, in order
   */
  public record FindingView(
      String kind, String what, String in, String packet, List<String> rules) {
    public FindingView {
      rules = List.copyOf(rules);
    }
  }
}
