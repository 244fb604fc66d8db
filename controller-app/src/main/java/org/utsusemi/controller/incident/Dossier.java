package org.utsusemi.controller.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.plane.Touch;

/** An incident while it grows. Not safe for several threads. */
final class Dossier {
  /** A source that never falls silent is told of anew each day, or its next attack would not be. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final String id;
  private final Optional<PortRef> port;
  private final Owners owners;
  private final Limits limits;
  private final Instant first;
  private final ScanDetector targetScan =
      new ScanDetector(GradeRules.SCAN_THRESHOLD, GradeRules.SCAN_WITHIN);
  private final ScanDetector portScan =
      new ScanDetector(GradeRules.SCAN_THRESHOLD, GradeRules.SCAN_WITHIN);
  private final Set<Incident.Identity> identities = new LinkedHashSet<>();
  private final Tally targets;
  private final Tally protocols;
  private final ArrayDeque<Evidence> evidence = new ArrayDeque<>();
  private Instant last;
  private Optional<GradeRules.Verdict> verdict = Optional.empty();
  private long touches;
  private long recorded;
  private long cost;

  Dossier(String id, Optional<PortRef> port, Owners owners, Limits limits, Instant now) {
    this.id = id;
    this.port = port;
    this.owners = owners;
    this.limits = limits;
    this.first = now;
    this.last = now;
    this.targets = new Tally(limits.counters());
    this.protocols = new Tally(limits.counters());
  }

  /** Takes a touch in; true when the grade is now higher, as it is after the first one. */
  boolean add(Touch touch, Instant now) {
    last = now;
    touches += touch.count();
    targets.add(target(touch), touch.count());
    protocols.add(touch.protocol(), touch.count());
    Optional<Owners.Owner> spoofed =
        port.flatMap(p -> owners.spoofed(touch.sourceMac(), touch.sourceIp(), p));
    Optional<Owners.Owner> owner = spoofed.or(() -> owners.of(touch.sourceMac(), touch.sourceIp()));
    if (identities.size() < limits.identities()) {
      identities.add(
          new Incident.Identity(
              touch.sourceMac(),
              touch.sourceIp(),
              owner.map(Owners.Owner::name),
              spoofed.isPresent()));
    }
    keep(touch);
    return raise(
        GradeRules.grade(
            new GradeRules.Observation(
                touch,
                spoofed.map(Owners.Owner::name),
                port.filter(p -> owners.isOwn(touch.sourceMac(), touch.sourceIp(), p)).isPresent(),
                isScan(touch, now))));
  }

  private boolean raise(GradeRules.Verdict next) {
    boolean higher = verdict.isEmpty() || next.grade().compareTo(verdict.get().grade()) > 0;
    if (higher) {
      verdict = Optional.of(next);
    }
    return higher;
  }

  /** What another plant state permits is what a device does all the time: no sign of a scan. */
  private boolean isScan(Touch touch, Instant now) {
    if (touch.stateViolation()) {
      return false;
    }
    boolean manyTargets = targetScan.isScan(target(touch), now);
    boolean manyPorts =
        touch.targetPort() != 0
            && portScan.isScan(transport(touch) + "/" + touch.targetPort(), now);
    return manyTargets || manyPorts;
  }

  /** Whatever is spoken on it, a port of TCP is one port. */
  private static String transport(Touch touch) {
    return touch.protocol().equals("udp") ? "udp" : "tcp";
  }

  private static String target(Touch touch) {
    return touch.targetIp().map(Object::toString).orElseGet(() -> touch.targetMac().toString());
  }

  private void keep(Touch touch) {
    Evidence next = Evidence.of(++recorded, touch);
    evidence.addLast(next);
    cost += next.cost();
    if (evidence.size() > limits.touches()) {
      dropOldest();
    }
  }

  /** Gives up the oldest touch kept. */
  void dropOldest() {
    cost -= evidence.removeFirst().cost();
  }

  String id() {
    return id;
  }

  Optional<PortRef> port() {
    return port;
  }

  Grade grade() {
    return verdict.orElseThrow().grade();
  }

  String why() {
    return verdict.orElseThrow().why();
  }

  Instant last() {
    return last;
  }

  /** Bytes of memory that its evidence takes. */
  long cost() {
    return cost;
  }

  boolean isOpen(Instant now) {
    return last.plus(limits.silence()).isAfter(now) && first.plus(LONGEST).isAfter(now);
  }

  List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  Incident snapshot(Instant now) {
    return new Incident(
        id,
        port,
        owners.at(port),
        grade(),
        why(),
        isOpen(now),
        first,
        last,
        touches,
        new ArrayList<>(identities),
        targets.counts(),
        protocols.counts(),
        evidence.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Incident.Kept(evidence.getFirst().number(), evidence.getLast().number())));
  }
}
