package org.utsusemi.controller.openflow;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * Something asked of a switch that takes one or more of its answers. A session does one at a time,
 * on its own thread.
 */
interface Operation {
  /** Sends as much as there is room for. Called again whenever there is room, until it is over. */
  void send(Outbox outbox);

  /** Takes an answer, known by its message number to belong here or not; says whether it did. */
  boolean receive(ByteBuf frame);

  /** Whether it has its result, good or bad. */
  boolean isOver();

  /**
   * A second has passed.
   *
   * @throws IOException when the session cannot go on without the answer
   */
  void tick() throws IOException;

  void fail(IOException why);
}
