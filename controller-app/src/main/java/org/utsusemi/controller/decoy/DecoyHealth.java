package org.utsusemi.controller.decoy;

import java.time.Instant;
import java.util.Optional;
import org.utsusemi.topology.plane.PlaneStatus;

/**
 * How the decoy plane does.
 *
 * @param pid of the child, when there is one
 * @param since when it came into this state
 * @param starts how often a child was started
 * @param version that the child says it is
 * @param status the last that it told, also of a former child
 * @param problem why the last one ended; empty: none did
 */
public record DecoyHealth(
    String networkInterface,
    State state,
    Optional<Long> pid,
    Instant since,
    long starts,
    Optional<String> version,
    Optional<PlaneStatus> status,
    Optional<String> problem) {
  /** What the supervisor sees of it. */
  public enum State {
    /** No child: its link is down, what is steered is dropped. */
    DOWN,
    /** A child runs and has not said hello. */
    STARTING,
    /** It has said hello and talks. */
    UP
  }

  static DecoyHealth none(String networkInterface) {
    return new DecoyHealth(
        networkInterface,
        State.DOWN,
        Optional.empty(),
        Instant.now(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  DecoyHealth started(long child) {
    return new DecoyHealth(
        networkInterface,
        State.STARTING,
        Optional.of(child),
        Instant.now(),
        starts + 1,
        version,
        status,
        problem);
  }

  DecoyHealth greeted(String childVersion) {
    return new DecoyHealth(
        networkInterface,
        State.UP,
        pid,
        Instant.now(),
        starts,
        Optional.of(childVersion),
        status,
        Optional.empty());
  }

  DecoyHealth told(PlaneStatus latest) {
    return new DecoyHealth(
        networkInterface, state, pid, since, starts, version, Optional.of(latest), problem);
  }

  DecoyHealth lost(String reason) {
    return new DecoyHealth(
        networkInterface,
        State.DOWN,
        Optional.empty(),
        Instant.now(),
        starts,
        version,
        status,
        Optional.of(reason));
  }
}
