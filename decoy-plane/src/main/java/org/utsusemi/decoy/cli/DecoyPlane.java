package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.decoy.control.ControlChannel;
import org.utsusemi.decoy.event.BenignNoise;
import org.utsusemi.decoy.event.TouchGatherer;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.plane.WorldDirectory;
import org.utsusemi.decoy.stack.Limits;
import org.utsusemi.decoy.stack.Stack;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneProtocolException;
import org.utsusemi.topology.plane.WorldView;

/**
 * A decoy plane that runs until its controller is gone. Frames are answered by the link's thread,
 * world views taken over by the caller's, timers driven by one thread and touches told by another;
 * none of them keeps the process alive. Whatever fails ends all of it: whoever started the process
 * starts it again, and a decoy plane in an unknown state is worse than none.
 */
final class DecoyPlane {
  private static final Logger LOG = LoggerFactory.getLogger(DecoyPlane.class);

  /** For a heap of 64 MB. */
  static final Limits LIMITS = new Limits(1024, 256, 4096, 512, 16 << 20, 4 << 20);

  private final Link link;
  private final ControlChannel control;
  private final WorldDirectory directory;
  private final Stack stack;
  private final Teller teller;
  private final Works works = new Works(this::closeControl);

  DecoyPlane(Link link, ControlChannel control, TimeSource time, RandomGenerator random) {
    this.link = link;
    this.control = control;
    this.directory = new WorldDirectory(time::instant);
    TouchGatherer touches = new TouchGatherer(new BenignNoise());
    this.stack = new Stack(directory, touches, link::send, time, random, LIMITS);
    this.teller = new Teller(control, link, touches, stack, time);
  }

  /**
   * Runs.
   *
   * @return why it ended, in one line
   */
  String run(Hello hello) {
    try {
      control.send(hello);
      works.start("link", () -> Works.receive(link, stack));
      works.start("link watch", () -> Works.watch(link));
      works.start("ticker", () -> Works.tick(stack));
      works.start("teller", teller::run);
      for (Optional<PlaneMessage> message = control.receive();
          message.isPresent();
          message = control.receive()) {
        take(message.get());
      }
      return "the controller has closed the connection";
    } catch (PlaneProtocolException | IllegalArgumentException e) {
      return "the controller sent what is no world view: " + e.getMessage();
    } catch (IOException e) {
      return works.failure().orElse("the connection to the controller failed: " + e.getMessage());
    } finally {
      works.expectTheEnd();
      closeControl();
    }
  }

  private void take(PlaneMessage message) {
    if (!(message instanceof WorldView view)) {
      throw new IllegalArgumentException("a " + message.getClass().getSimpleName());
    }
    WorldDirectory.Change change = directory.replace(view);
    int ended =
        stack.endSessions(
            session ->
                change.granted().stream()
                    .anyMatch(
                        grant -> grant.concerns(session.peer(), session.host(), session.port())));
    int clones = change.activeClones();
    LOG.info(
        "world view {} in force: plant state {}, {} clones, {} sessions ended",
        view.version(),
        view.plantState(),
        clones,
        ended);
    teller.inForce(view.version(), clones);
  }

  private void closeControl() {
    try {
      control.close();
    } catch (IOException e) {
      LOG.warn("the connection to the controller could not be closed: {}", e.getMessage());
    }
  }
}
