package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.util.List;
import org.utsusemi.decoy.control.ControlChannel;
import org.utsusemi.decoy.event.TouchGatherer;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.link.LinkStatistics;
import org.utsusemi.decoy.stack.Stack;
import org.utsusemi.decoy.stack.Statistics;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touches;

/**
 * Tells the controller what happened; nothing when nothing did but, now and then, how things are.
 * Only its own thread writes, so that a controller that does not read holds up nobody else.
 */
final class Teller {
  private static final long FLUSH_MILLIS = 100;
  private static final long STATUS_NANOS = 5_000_000_000L;

  /** With the largest payloads a tenth of the longest line that the controller takes. */
  private static final int BATCH = 500;

  private final ControlChannel control;
  private final Link link;
  private final TouchGatherer touches;
  private final Stack stack;
  private final TimeSource time;
  private long worldVersion;
  private int activeClones;
  private boolean statusDue;
  private long lastStatus;

  Teller(ControlChannel control, Link link, TouchGatherer touches, Stack stack, TimeSource time) {
    this.control = control;
    this.link = link;
    this.touches = touches;
    this.stack = stack;
    this.time = time;
    this.lastStatus = time.nanos();
  }

  /** A world view has been taken over; it is told at once, by the teller's own thread. */
  synchronized void inForce(long version, int clones) {
    worldVersion = version;
    activeClones = clones;
    statusDue = true;
    notifyAll();
  }

  /** Tells until it fails or is interrupted. */
  void run() throws IOException, InterruptedException {
    while (true) {
      boolean withStatus = awaitSomething();
      List<Touch> due = touches.drain(time.instant());
      for (int from = 0; from < due.size(); from += BATCH) {
        control.send(new Touches(due.subList(from, Math.min(from + BATCH, due.size()))));
      }
      if (withStatus) {
        control.send(status());
      }
    }
  }

  /** Waits until it is time to look; says whether a status is due. */
  private synchronized boolean awaitSomething() throws InterruptedException {
    if (!statusDue) {
      wait(FLUSH_MILLIS);
    }
    boolean due = statusDue || time.nanos() - lastStatus >= STATUS_NANOS;
    statusDue = false;
    if (due) {
      lastStatus = time.nanos();
    }
    return due;
  }

  private synchronized PlaneStatus status() {
    Statistics statistics = stack.statistics();
    LinkStatistics lost = link.statistics();
    return new PlaneStatus(
        worldVersion,
        statistics.framesIn(),
        statistics.framesOut(),
        statistics.malformed(),
        lost.dropped() + lost.unsent(),
        touches.noise(),
        touches.dropped(),
        statistics.connections(),
        activeClones);
  }
}
