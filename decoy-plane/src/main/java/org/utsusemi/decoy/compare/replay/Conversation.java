package org.utsusemi.decoy.compare.replay;

import java.util.List;

/**
 * Requests of one connection in their order, or one datagram.
 *
 * @param udp whether it is a datagram
 * @param port the device's
 * @param greeted whether the device spoke first
 * @param requests at least one; not to be changed
 * @param answers what the capture has as answer to each, same length; empty: none
 */
public record Conversation(
    boolean udp, int port, boolean greeted, List<byte[]> requests, List<byte[]> answers) {
  public Conversation {
    requests = List.copyOf(requests);
    answers = List.copyOf(answers);
  }

  /** {@code TCP 502}. */
  public String subject() {
    return (udp ? "UDP " : "TCP ") + port;
  }
}
