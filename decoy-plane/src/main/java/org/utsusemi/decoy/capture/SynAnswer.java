package org.utsusemi.decoy.capture;

import java.util.List;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * What a SYN to the device got.
 *
 * @param port 0–65535
 * @param nanos from the SYN to its answer
 * @param accepted whether it was a SYN/ACK, and not a RST
 * @param timeToLive as it arrived where the capture was taken
 * @param dontFragment the DF bit
 * @param identification of IP
 * @param window 0–65535, unscaled
 * @param asked options of the SYN, in order
 * @param options of the answer, in order
 */
public record SynAnswer(
    int port,
    long nanos,
    boolean accepted,
    int timeToLive,
    boolean dontFragment,
    int identification,
    int window,
    List<TcpOption> asked,
    List<TcpOption> options) {
  public SynAnswer {
    asked = List.copyOf(asked);
    options = List.copyOf(options);
  }
}
