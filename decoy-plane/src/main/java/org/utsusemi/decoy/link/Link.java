package org.utsusemi.decoy.link;

import java.util.Optional;

/** An Ethernet that frames are received from and sent to, VLAN tags included. */
public interface Link extends AutoCloseable {
  /** Who takes received frames. */
  @FunctionalInterface
  interface FrameHandler {
    /**
     * Takes one frame without its check sequence.
     *
     * @param frame belongs to the link again when this returns
     * @param length bytes of it that are the frame
     */
    void frame(byte[] frame, int length);

    /**
     * Takes one frame of which it is known when it came.
     *
     * @param arrival by the kernel's time of day, in nanoseconds since 1970; 0: not known
     */
    default void frame(byte[] frame, int length, long arrival) {
      frame(frame, length);
    }
  }

  /**
   * Hands over frames, on the calling thread, until the link is closed. What the handler throws is
   * logged, and the next frame follows: no frame may end the reception of others. An error does,
   * and is thrown here.
   *
   * @throws LinkException when the link fails
   */
  void receive(FrameHandler handler);

  /**
   * Sends a frame, padded already. Like any Ethernet it may lose it: failures are counted and
   * logged, not thrown. Safe from any thread. What the handler sends while it takes frames may wait
   * until it has taken a few more that have come already; no other frame waits.
   *
   * @param frame the caller's again when this returns
   * @param length bytes of it to send
   */
  void send(byte[] frame, int length);

  /** What was lost so far. Safe from any thread; of a closed link, what it was at the end. */
  LinkStatistics statistics();

  /** Why nothing comes by this link any more although nothing failed; empty: nothing is wrong. */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** Ends {@link #receive} and returns when it has ended. */
  @Override
  void close();
}
