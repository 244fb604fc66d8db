package org.utsusemi.decoy.link;

import java.util.random.RandomGenerator;

/** A link that loses some frames of another, in both directions. */
public final class LossyLink implements Link {
  private final Link link;
  private final double loss;
  private final RandomGenerator random;

  /**
   * @param loss share of frames that are lost, 0–1
   */
  public LossyLink(Link link, double loss, RandomGenerator random) {
    this.link = link;
    this.loss = loss;
    this.random = random;
  }

  @Override
  public void receive(FrameHandler handler) {
    link.receive(
        (frame, length) -> {
          if (passes()) {
            handler.frame(frame, length);
          }
        });
  }

  @Override
  public void send(byte[] frame, int length) {
    if (passes()) {
      link.send(frame, length);
    }
  }

  @Override
  public LinkStatistics statistics() {
    return link.statistics();
  }

  @Override
  public void close() {
    link.close();
  }

  private synchronized boolean passes() {
    return random.nextDouble() >= loss;
  }
}
