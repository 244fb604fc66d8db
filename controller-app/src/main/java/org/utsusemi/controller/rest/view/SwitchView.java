package org.utsusemi.controller.rest.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.Dpid;

/**
 * A switch of the site.
 *
 * @param mode {@code enforce} or {@code observe}
 * @param since when it connected, or when the connection was lost; empty: never seen
 * @param remote address and port that it connects from; empty when it is away
 * @param decoyPort empty: no decoy plane here
 * @param ports numbers of its ports; empty list when it is away
 * @param desiredRules how many rules it should hold
 * @param foreignRules rules of others, when last read
 * @param reconciled when its rules were last read and found, or made, right
 * @param flowMods sent since the controller's start
 * @param problem what is wrong with it, for people; empty: nothing
 */
public record SwitchView(
    String name,
    Dpid dpid,
    String mode,
    boolean connected,
    Optional<Instant> since,
    Optional<String> remote,
    Optional<Integer> decoyPort,
    List<Integer> ports,
    int desiredRules,
    int foreignRules,
    Optional<Instant> reconciled,
    FlowModCounts flowMods,
    Optional<String> problem) {
  public SwitchView {
    ports = List.copyOf(ports);
  }

  /**
   * Flow-mods sent to a switch since the controller's start.
   *
   * @param added confirmed or not; so are {@code modified} and {@code removed}
   * @param refused answered with an error
   * @param repaired the part of them that put right what reconciling had found wrong
   */
  public record FlowModCounts(
      long added, long modified, long removed, long refused, long repaired) {
    public static final FlowModCounts NONE = new FlowModCounts(0, 0, 0, 0, 0);
  }
}
