package org.utsusemi.decoy.learned;

import java.time.InstantSource;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.topology.address.Ipv4Address;

/** A dialogue on a TCP port of one host. */
public final class LearnedStream implements StreamService {
  private final Lexicon lexicon;
  private final Speech speech;

  /**
   * @param own the host's address
   * @param seed from which its random bytes follow
   */
  public LearnedStream(Lexicon lexicon, Ipv4Address own, InstantSource clock, long seed) {
    this.lexicon = lexicon;
    this.speech = new Speech(own, clock, seed);
  }

  @Override
  public String protocol() {
    return lexicon.dialogue().protocol();
  }

  @Override
  public Session open(Peer peer, Output out) {
    LearnedSession session = new LearnedSession(lexicon, speech, peer.ip(), out);
    session.greet();
    return session;
  }
}
