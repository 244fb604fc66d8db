package org.utsusemi.controller.rest.view;

import java.util.List;

/**
 * What a change of the plant state did, or in a dry run would do.
 *
 * @param state the state after it: the asked one, or after a roll-back the previous one
 * @param previous the state before it
 * @param changed whether the plant state is now another; false in a dry run and after a roll-back
 * @param durationMs from the request to the last barrier, in milliseconds
 * @param switches one for each switch of the site, in the order of the site file
 * @param unconfirmed names of switches that did not confirm what was revoked
 * @param held names of conduits not yet granted, because they rest on an unconfirmed revoke
 * @param opened names of conduits that this state permits and the previous one did not
 * @param cut names of conduits that the previous state permitted and this one does not
 * @param rolledBack a switch refused a rule, so all switches were set back to the previous state
 */
public record ChangeResult(
    String state,
    String previous,
    boolean changed,
    boolean dryRun,
    long durationMs,
    List<SwitchOutcome> switches,
    List<String> unconfirmed,
    List<String> held,
    List<String> opened,
    List<String> cut,
    boolean rolledBack) {
  public ChangeResult {
    switches = List.copyOf(switches);
    unconfirmed = List.copyOf(unconfirmed);
    held = List.copyOf(held);
    opened = List.copyOf(opened);
    cut = List.copyOf(cut);
  }

  /**
   * One switch's part in it.
   *
   * @param connected when the change began
   * @param added rules
   * @param removed rules
   * @param modified rules changed in place
   * @param confirmed every barrier was answered; in a dry run: it is connected
   * @param refused rules that the switch refused
   */
  public record SwitchOutcome(
      String name,
      boolean connected,
      int added,
      int removed,
      int modified,
      boolean confirmed,
      List<RefusedRule> refused) {
    public SwitchOutcome {
      refused = List.copyOf(refused);
    }
  }

  /**
   * A rule that a switch refused.
   *
   * @param rule in ovs-ofctl's notation
   * @param reason the switch's
   * @param at place in the site file that made the rule, {@code site.yaml:31:3}
   */
  public record RefusedRule(String rule, String reason, String at) {}
}
