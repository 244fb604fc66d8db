package org.utsusemi.controller.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.controller.event.Severity;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.plane.Touch;

/**
 * All incidents of a site. Tells when one is opened and when one turns out graver. Safe for several
 * threads.
 */
public final class IncidentBook {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Owners owners;
  private final MarkPlan marks;
  private final Limits limits;
  private final EventLog events;
  private final Map<String, Dossier> byId = new LinkedHashMap<>();
  private final Map<Optional<PortRef>, Dossier> latest = new HashMap<>();
  private long touches;

  public IncidentBook(Site site, MarkPlan marks, Limits limits, EventLog events) {
    this.owners = new Owners(site);
    this.marks = marks;
    this.limits = limits;
    this.events = events;
  }

  /**
   * Takes touches in.
   *
   * @param now when they were told; what the decoy plane says of their time is shown, not used
   */
  public synchronized void record(List<Touch> told, Instant now) {
    for (Touch touch : told) {
      record(touch, now);
    }
    while (byId.values().stream().mapToLong(Dossier::cost).sum() > limits.evidenceBytes()) {
      byId.values().stream()
          .max(Comparator.comparing(Dossier::cost))
          .ifPresent(Dossier::dropOldest);
    }
  }

  private void record(Touch touch, Instant now) {
    touches += touch.count();
    Optional<PortRef> port = marks.portOf(touch.mark());
    Dossier dossier = latest.get(port);
    boolean fresh = dossier == null || !dossier.isOpen(now);
    if (fresh) {
      dossier = open(port, now);
    }
    Optional<Grade> before = fresh ? Optional.empty() : Optional.of(dossier.grade());
    if (dossier.add(touch, now)) {
      tell(dossier, before, touch);
    }
  }

  private Dossier open(Optional<PortRef> port, Instant now) {
    while (byId.size() >= limits.incidents()) {
      forgetOne(now);
    }
    String where = port.map(p -> p.switchName() + "-" + p.port()).orElse("unmarked");
    Dossier dossier = new Dossier(ID_TIME.format(now) + "-" + where, port, owners, limits, now);
    byId.put(dossier.id(), dossier);
    latest.put(port, dossier);
    return dossier;
  }

  /** Closed before open, harmless before grave, long ago before lately. */
  private void forgetOne(Instant now) {
    Dossier least =
        byId.values().stream()
            .min(
                Comparator.comparing((Dossier dossier) -> dossier.isOpen(now))
                    .thenComparing(Dossier::grade)
                    .thenComparing(Dossier::last))
            .orElseThrow();
    byId.remove(least.id());
    latest.remove(least.port(), least);
  }

  private void tell(Dossier dossier, Optional<Grade> before, Touch touch) {
    Map<String, Object> details = new LinkedHashMap<>();
    dossier.port().ifPresent(port -> details.put("port", port.toString()));
    details.put("devices", owners.at(dossier.port()));
    details.put("grade", dossier.grade().word());
    before.ifPresent(grade -> details.put("before", grade.word()));
    details.put("why", dossier.why());
    details.put("source_mac", touch.sourceMac().toString());
    touch.sourceIp().ifPresent(ip -> details.put("source_ip", ip.toString()));
    details.put("summary", touch.summary());
    events.publish(
        before.isPresent() ? EventType.INCIDENT_GRADED : EventType.INCIDENT_OPENED,
        severity(dossier.grade()),
        dossier.id(),
        details);
  }

  private static Severity severity(Grade grade) {
    return switch (grade) {
      case NOISE -> Severity.INFORMATIONAL;
      case STATE_VIOLATION -> Severity.NOTICE;
      case TOUCH, SCAN -> Severity.WARNING;
      case ATTACK -> Severity.CRITICAL;
    };
  }

  /** All incidents, the one last heard of first. */
  public synchronized List<Incident> incidents(Instant now) {
    return byId.values().stream()
        .sorted(Comparator.comparing(Dossier::last).reversed())
        .map(dossier -> dossier.snapshot(now))
        .toList();
  }

  public synchronized Optional<Incident> incident(String id, Instant now) {
    return Optional.ofNullable(byId.get(id)).map(dossier -> dossier.snapshot(now));
  }

  /** The touches of an incident that are kept, oldest first; empty: there is no such incident. */
  public synchronized Optional<List<Evidence>> evidence(String id) {
    return Optional.ofNullable(byId.get(id)).map(Dossier::evidence);
  }

  /** How many incidents there are of each grade. */
  public synchronized Map<Grade, Long> countByGrade() {
    Map<Grade, Long> counts = new EnumMap<>(Grade.class);
    for (Grade grade : Grade.values()) {
      counts.put(grade, 0L);
    }
    byId.values().forEach(dossier -> counts.merge(dossier.grade(), 1L, Long::sum));
    return counts;
  }

  /** Touches taken in since the controller's start. */
  public synchronized long touches() {
    return touches;
  }
}
