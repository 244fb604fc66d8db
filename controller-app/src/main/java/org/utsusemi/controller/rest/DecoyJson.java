package org.utsusemi.controller.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.utsusemi.controller.decoy.DecoyHealth;
import org.utsusemi.topology.plane.PlaneStatus;

/** The decoy planes as JSON. */
record DecoyJson(List<Decoy> decoys) {
  /** One; see {@link DecoyHealth}. */
  record Decoy(
      @JsonProperty("interface") String networkInterface,
      String state,
      Optional<Long> pid,
      Instant since,
      long starts,
      Optional<String> version,
      Optional<Counters> counters,
      Optional<String> problem) {}

  /** See {@link PlaneStatus}. */
  record Counters(
      long worldVersion,
      long framesIn,
      long framesOut,
      long framesMalformed,
      long framesLost,
      long noise,
      long touchesDropped,
      int connections,
      int activeClones) {}

  static DecoyJson of(DecoyHealth health) {
    return new DecoyJson(
        List.of(
            new Decoy(
                health.networkInterface(),
                health.state().name().toLowerCase(Locale.ROOT),
                health.pid(),
                health.since(),
                health.starts(),
                health.version(),
                health.status().map(DecoyJson::counters),
                health.problem())));
  }

  private static Counters counters(PlaneStatus status) {
    return new Counters(
        status.worldVersion(),
        status.framesIn(),
        status.framesOut(),
        status.framesMalformed(),
        status.framesLost(),
        status.noise(),
        status.touchesDropped(),
        status.connections(),
        status.activeClones());
  }
}
