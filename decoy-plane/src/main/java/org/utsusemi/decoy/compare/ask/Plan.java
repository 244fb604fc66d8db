package org.utsusemi.decoy.compare.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * What is asked of whom.
 *
 * @param original the real device
 * @param copy its clone
 * @param networkInterface by which they are asked; empty: as the system routes
 * @param ports in nmap's words, {@code 502,T:80,U:161}; empty: nmap's thousand of TCP
 * @param topics what is asked about
 * @param rounds how often each is asked, 1–20
 * @param samples how often each time is taken, 12–1000
 * @param intensity how many of its probes nmap tries on a service, 0–9
 * @param scripts nmap's {@code --script}; empty: none
 * @param idle how long a connection that says nothing is watched
 * @param conversations what is asked again of a capture
 */
public record Plan(
    Ipv4Address original,
    Ipv4Address copy,
    Optional<String> networkInterface,
    Optional<String> ports,
    Set<Topic> topics,
    int rounds,
    int samples,
    int intensity,
    String scripts,
    Duration idle,
    List<Conversation> conversations) {
  public Plan {
    topics = Set.copyOf(topics);
    conversations = List.copyOf(conversations);
  }
}
