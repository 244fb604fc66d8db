package org.utsusemi.decoy.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.utsusemi.decoy.event.BenignNoise;
import org.utsusemi.decoy.event.TouchGatherer;
import org.utsusemi.decoy.event.TouchSink;
import org.utsusemi.decoy.link.Link;
import org.utsusemi.decoy.plane.StandaloneHosts;
import org.utsusemi.decoy.plane.WorldDirectory;
import org.utsusemi.decoy.stack.Limits;
import org.utsusemi.decoy.stack.Stack;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.topology.plane.PlaneCodec;
import org.utsusemi.topology.plane.Touch;

/**
 * A decoy plane without a controller, on a network whose frames bear no marks. It hears whatever
 * passes its interface; of that only what concerns its own hosts is told.
 */
final class StandalonePlane {
  /** Those of a decoy plane with a controller; but without marks there is one share for all. */
  private static final Limits LIMITS = new Limits(1024, 1024, 4096, 4096, 16 << 20, 16 << 20);

  private static final long FLUSH_MILLIS = 100;

  private final Link link;
  private final Optional<OutputStream> out;
  private final TimeSource time;
  private final TouchGatherer touches = new TouchGatherer(new BenignNoise());
  private final Stack stack;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Works works = new Works(ended::countDown);

  /**
   * @param out where touches go, one JSON object a line; empty: nowhere
   */
  StandalonePlane(
      Link link,
      StandaloneHosts hosts,
      Optional<OutputStream> out,
      TimeSource time,
      RandomGenerator random) {
    this.link = link;
    this.out = out;
    this.time = time;
    WorldDirectory directory = new WorldDirectory(time::instant, hosts);
    this.stack = new Stack(directory, new Told(), link::send, time, random, LIMITS);
  }

  /**
   * Runs.
   *
   * @param ready called when frames are answered
   * @return why it failed, in one line; empty: it was told to stop
   */
  Optional<String> run(Runnable ready) throws InterruptedException {
    works.start("link", () -> Works.receive(link, stack));
    works.start("link watch", () -> Works.watch(link));
    works.start("ticker", () -> Works.tick(stack));
    works.start("teller", this::tell);
    ready.run();
    ended.await();
    Optional<String> failure = works.failure();
    works.expectTheEnd();
    return failure;
  }

  /** Ends {@link #run}. Safe from any thread. */
  void stop() {
    ended.countDown();
  }

  /** What is still to be told, when it has ended. */
  void tellTheRest() throws IOException {
    write();
  }

  /** What is told: nothing when nobody wants to know. */
  private final class Told implements TouchSink {
    @Override
    public void accept(Touch touch) {
      boolean ours = !touch.target().isEmpty();
      if (out.isPresent() && ours) {
        touches.accept(touch);
      }
    }

    @Override
    public void lost(long count) {
      touches.lost(count);
    }
  }

  private void tell() throws IOException, InterruptedException {
    while (true) {
      write();
      Thread.sleep(FLUSH_MILLIS);
    }
  }

  private synchronized void write() throws IOException {
    if (out.isEmpty()) {
      return;
    }
    for (Touch touch : touches.drain(time.instant())) {
      out.get().write(PlaneCodec.encode(touch));
    }
    out.get().flush();
  }
}
