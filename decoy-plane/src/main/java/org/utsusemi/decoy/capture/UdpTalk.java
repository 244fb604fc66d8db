package org.utsusemi.decoy.capture;

import java.util.List;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * A datagram to the device and what came back for it.
 *
 * @param client who sent it
 * @param clientPort 0–65535
 * @param port the device's
 * @param nanos since 1970: when it passed
 * @param request not to be changed
 * @param answers in their order, until the same client's next request; not to be changed
 * @param refused whether port unreachable came back
 * @param answerNanos since 1970: of the first answer; 0 when there is none
 */
public record UdpTalk(
    Ipv4Address client,
    int clientPort,
    int port,
    long nanos,
    byte[] request,
    List<byte[]> answers,
    boolean refused,
    long answerNanos) {
  public UdpTalk {
    answers = List.copyOf(answers);
  }
}
