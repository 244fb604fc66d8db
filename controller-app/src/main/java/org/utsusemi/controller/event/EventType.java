package org.utsusemi.controller.event;

import static org.utsusemi.controller.event.Severity.CRITICAL;
import static org.utsusemi.controller.event.Severity.INFORMATIONAL;
import static org.utsusemi.controller.event.Severity.NOTICE;
import static org.utsusemi.controller.event.Severity.WARNING;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Everything that is told. Subject and details of each are in events-and-metrics.md. */
public enum EventType {
  /** The controller is up. Subject: the site. */
  CONTROLLER_STARTED(INFORMATIONAL),
  /** The controller goes down in order; rules stay. Subject: the site. */
  CONTROLLER_STOPPED(NOTICE),
  /** Another plant state is present. Subject: its name. */
  PLANT_STATE_CHANGED(NOTICE),
  /** A switch refused a rule, so the previous plant state is back. Subject: that state. */
  PLANT_STATE_ROLLED_BACK(CRITICAL),
  /** Conduits that had been held are granted at last. Subject: the plant state. */
  CONDUITS_GRANTED(NOTICE),
  /** Something is wrong that needs a person. Subject: a switch, or a part of the controller. */
  PROBLEM_FOUND(WARNING),
  /** A switch is connected. Subject: its name. */
  SWITCH_CONNECTED(INFORMATIONAL),
  /** A switch is away; its rules stay. Subject: its name. */
  SWITCH_LOST(CRITICAL),
  /** A switch refused a rule. Subject: its name. */
  RULE_REFUSED(WARNING),
  /** A switch held other rules than it should, and was put right. Subject: its name. */
  RULES_REPAIRED(WARNING),
  /** A switch holds a rule of somebody else; it is left alone. Subject: its name. */
  FOREIGN_RULE(WARNING),
  /** Frames that bore a mark came in by an access port and were dropped. Subject: the port. */
  TAGGED_FRAMES_DROPPED(WARNING),
  /** The decoy plane answers. Subject: its interface. */
  DECOY_PLANE_UP(INFORMATIONAL),
  /** The decoy plane is down: what is steered is dropped. Subject: its interface. */
  DECOY_PLANE_LOST(CRITICAL),
  /** The decoy plane, or somebody in its name, broke the protocol. Subject: its interface. */
  DECOY_PLANE_COMPLAINT(CRITICAL),
  /** A source touched a decoy for the first time in an hour. Subject: the incident. */
  INCIDENT_OPENED(WARNING),
  /** An incident turned out graver. Subject: the incident. */
  INCIDENT_GRADED(WARNING),
  /** The event file cannot be written; events are in memory only. Subject: the file. */
  EVENT_FILE_FAILED(CRITICAL),
  /** The event file is written again. Subject: the file. */
  EVENT_FILE_RESUMED(NOTICE);

  private final Severity severity;

  EventType(Severity severity) {
    this.severity = severity;
  }

  /** Unless who tells knows better. */
  public Severity severity() {
    return severity;
  }

  /** As it stands in JSON: {@code plant-state-changed}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
