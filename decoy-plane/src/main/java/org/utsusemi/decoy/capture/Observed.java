package org.utsusemi.decoy.capture;

import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.address.MacAddress;

/**
 * What captures show of one device.
 *
 * @param mac under which it answers; empty when the capture is not from its link, or shows several
 * @param connections in the order in which they began
 * @param datagrams in the order of the requests
 * @param synAnswers in the order of the answers
 * @param echoNanos from each ICMP echo request to its reply
 * @param arpNanos from each ARP request to its reply
 * @param left what was left out for being too much, in words; empty: nothing
 */
public record Observed(
    Optional<MacAddress> mac,
    List<TcpTalk> connections,
    List<UdpTalk> datagrams,
    List<SynAnswer> synAnswers,
    List<Long> echoNanos,
    List<Long> arpNanos,
    List<String> left) {
  public Observed {
    connections = List.copyOf(connections);
    datagrams = List.copyOf(datagrams);
    synAnswers = List.copyOf(synAnswers);
    echoNanos = List.copyOf(echoNanos);
    arpNanos = List.copyOf(arpNanos);
    left = List.copyOf(left);
  }
}
