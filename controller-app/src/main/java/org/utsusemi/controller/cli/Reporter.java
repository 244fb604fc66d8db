package org.utsusemi.controller.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.controller.plant.PlantListener;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.topology.address.PortRef;

/** Makes events of what happens to the plant, and passes on what the decoy plane must know. */
final class Reporter implements PlantListener {
  /** A switch may hold thousands of foreign rules; an event names the first of them. */
  private static final int FOREIGN_RULES_NAMED = 20;

  private final EventLog events;
  private final BiConsumer<String, Set<String>> world;

  /**
   * @param world takes the plant state and the conduits that are permitted now
   */
  Reporter(EventLog events, BiConsumer<String, Set<String>> world) {
    this.events = events;
    this.world = world;
  }

  @Override
  public void permitted(String plantState, Set<String> conduits) {
    world.accept(plantState, conduits);
  }

  @Override
  public void changed(ChangeResult result, String by, String reason) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("previous", result.previous());
    details.put("by", by);
    details.put("reason", reason);
    details.put("opened", result.opened());
    details.put("cut", result.cut());
    details.put("unconfirmed", result.unconfirmed());
    details.put("held", result.held());
    details.put("duration_ms", result.durationMs());
    for (ChangeResult.SwitchOutcome outcome : result.switches()) {
      for (ChangeResult.RefusedRule refused : outcome.refused()) {
        events.publish(
            EventType.RULE_REFUSED,
            outcome.name(),
            Map.of("rule", refused.rule(), "reason", refused.reason(), "at", refused.at()));
      }
    }
    EventType type =
        result.rolledBack() ? EventType.PLANT_STATE_ROLLED_BACK : EventType.PLANT_STATE_CHANGED;
    events.publish(type, result.state(), details);
  }

  @Override
  public void released(String plantState, Set<String> conduits) {
    events.publish(EventType.CONDUITS_GRANTED, plantState, Map.of("conduits", conduits));
  }

  @Override
  public void switchConnected(String switchName, String remote) {
    events.publish(EventType.SWITCH_CONNECTED, switchName, Map.of("remote", remote));
  }

  @Override
  public void switchLost(String switchName, String reason) {
    events.publish(EventType.SWITCH_LOST, switchName, Map.of("reason", reason));
  }

  @Override
  public void repaired(String switchName, int missing, int differing, int excess) {
    events.publish(
        EventType.RULES_REPAIRED,
        switchName,
        Map.of("missing", missing, "differing", differing, "excess", excess));
  }

  @Override
  public void foreignRules(String switchName, List<InstalledRule> rules) {
    if (!rules.isEmpty()) {
      events.publish(
          EventType.FOREIGN_RULE,
          switchName,
          Map.of(
              "count",
              rules.size(),
              "rules",
              rules.stream().limit(FOREIGN_RULES_NAMED).map(InstalledRule::text).toList()));
    }
  }

  @Override
  public void taggedFrames(PortRef port, long frames) {
    events.publish(EventType.TAGGED_FRAMES_DROPPED, port.toString(), Map.of("frames", frames));
  }

  @Override
  public void problem(String subject, String message) {
    events.publish(EventType.PROBLEM_FOUND, subject, Map.of("message", message));
  }
}
