package org.utsusemi.controller.rest;

import static org.utsusemi.controller.rest.MetricName.*;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.utsusemi.controller.decoy.DecoyHealth;
import org.utsusemi.controller.rest.view.PlantStateView;
import org.utsusemi.controller.rest.view.SwitchView;
import org.utsusemi.topology.plane.PlaneStatus;

/** All metrics as they are now. */
final class Metrics {
  private static final PlaneStatus NOTHING_TOLD = new PlaneStatus(0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final PrometheusText text = new PrometheusText();

  private Metrics() {}

  static String text(RestRooms rooms) {
    Metrics metrics = new Metrics();
    metrics.plantState(rooms.plantStates().current());
    metrics.switches(rooms.switches().switches());
    metrics.decoy(rooms.decoy().get());
    metrics.text.sample(TOUCHES_TOTAL, rooms.incidents().touches());
    rooms
        .incidents()
        .countByGrade()
        .forEach((grade, n) -> metrics.text.sample(INCIDENTS, n, "grade", grade.word()));
    metrics.memory("controller", ProcessHandle.current().pid());
    rooms.decoy().get().pid().ifPresent(pid -> metrics.memory("decoy-plane", pid));
    return metrics.text.toString();
  }

  private void plantState(PlantStateView view) {
    for (String state : view.states()) {
      text.sample(PLANT_STATE, state.equals(view.state()) ? 1 : 0, "state", state);
    }
    text.sample(PLANT_STATE_CHANGES_TOTAL, view.changes());
    text.sample(PLANT_STATE_CHANGE_UNDER_WAY, view.changeUnderWay());
  }

  private void switches(List<SwitchView> switches) {
    each(switches, SWITCH_CONNECTED, view -> view.connected() ? 1 : 0);
    each(switches, RULES_DESIRED, SwitchView::desiredRules);
    each(switches, RULES_FOREIGN, SwitchView::foreignRules);
    each(
        switches.stream().filter(view -> view.reconciled().isPresent()).toList(),
        RECONCILED_TIMESTAMP_SECONDS,
        view -> view.reconciled().orElseThrow().getEpochSecond());
    for (SwitchView view : switches) {
      SwitchView.FlowModCounts sent = view.flowMods();
      text.sample(FLOW_MODS_TOTAL, sent.added(), "switch", view.name(), "kind", "add");
      text.sample(FLOW_MODS_TOTAL, sent.modified(), "switch", view.name(), "kind", "modify");
      text.sample(FLOW_MODS_TOTAL, sent.removed(), "switch", view.name(), "kind", "remove");
    }
    each(switches, FLOW_MODS_REFUSED_TOTAL, view -> view.flowMods().refused());
    each(switches, FLOW_MODS_REPAIRED_TOTAL, view -> view.flowMods().repaired());
  }

  private void each(
      List<SwitchView> switches, MetricName metric, ToLongFunction<SwitchView> value) {
    switches.forEach(view -> text.sample(metric, value.applyAsLong(view), "switch", view.name()));
  }

  private void decoy(DecoyHealth health) {
    text.sample(DECOY_UP, health.state() == DecoyHealth.State.UP);
    text.sample(DECOY_STARTS_TOTAL, health.starts());
    PlaneStatus status = health.status().orElse(NOTHING_TOLD);
    text.sample(DECOY_WORLD_VERSION, status.worldVersion());
    text.sample(DECOY_FRAMES_IN, status.framesIn());
    text.sample(DECOY_FRAMES_OUT, status.framesOut());
    text.sample(DECOY_FRAMES_MALFORMED, status.framesMalformed());
    text.sample(DECOY_FRAMES_LOST, status.framesLost());
    text.sample(DECOY_NOISE, status.noise());
    text.sample(DECOY_TOUCHES_DROPPED, status.touchesDropped());
    text.sample(DECOY_CONNECTIONS, status.connections());
    text.sample(DECOY_ACTIVE_CLONES, status.activeClones());
  }

  private void memory(String process, long pid) {
    Optional<Long> bytes = ResidentMemory.of(pid);
    bytes.ifPresent(n -> text.sample(RESIDENT_MEMORY_BYTES, n, "process", process));
  }
}
