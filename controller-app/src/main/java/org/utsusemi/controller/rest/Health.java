package org.utsusemi.controller.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.controller.decoy.DecoyHealth;
import org.utsusemi.controller.rest.view.SwitchView;

/**
 * Whether all is well.
 *
 * @param status {@code ok} or {@code failing}
 * @param problems one sentence each
 */
record Health(String status, List<String> problems) {
  static Health of(RestRooms rooms) {
    List<String> problems = new ArrayList<>(rooms.health().problems());
    for (SwitchView view : rooms.switches().switches()) {
      if (!view.connected()) {
        problems.add("switch " + view.name() + " is not connected");
      }
      view.problem().ifPresent(problem -> problems.add("switch " + view.name() + ": " + problem));
    }
    decoyProblem(rooms.decoy().get()).ifPresent(problems::add);
    return new Health(problems.isEmpty() ? "ok" : "failing", problems);
  }

  private static Optional<String> decoyProblem(DecoyHealth decoy) {
    if (decoy.state() == DecoyHealth.State.UP) {
      return Optional.empty();
    }
    String why = decoy.problem().map(problem -> ": " + problem).orElse("");
    return Optional.of("the decoy plane on " + decoy.networkInterface() + " is not up" + why);
  }

  boolean isOk() {
    return problems.isEmpty();
  }
}
