package org.utsusemi.decoy.learned;

import java.time.InstantSource;
import java.util.Optional;
import org.utsusemi.decoy.host.DatagramService;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.topology.address.Ipv4Address;

/** A dialogue on a UDP port of one host: each datagram is a request. */
public final class LearnedDatagrams implements DatagramService {
  private final Lexicon lexicon;
  private final Speech speech;

  /**
   * @param own the host's address
   * @param seed from which its random bytes follow
   */
  public LearnedDatagrams(Lexicon lexicon, Ipv4Address own, InstantSource clock, long seed) {
    this.lexicon = lexicon;
    this.speech = new Speech(own, clock, seed);
  }

  @Override
  public String protocol() {
    return lexicon.dialogue().protocol();
  }

  @Override
  public Optional<byte[]> answer(Peer peer, byte[] datagram) {
    if (lexicon.dialogue().compare() == Compare.SNMP) {
      Optional<SnmpMessage> asked = SnmpMessage.parse(datagram);
      Optional<Exchange> known = asked.flatMap(lexicon.index()::snmp);
      if (known.isPresent()) {
        return say(known.get().outcome(), peer, datagram).map(said -> copyId(said, asked.get()));
      }
    }
    Outcome outcome =
        lexicon
            .index()
            .longest(datagram, 0, datagram.length, null)
            .filter(exchange -> exchange.request().length() == datagram.length)
            .map(Exchange::outcome)
            .orElse(lexicon.dialogue().otherwise());
    return say(outcome, peer, datagram);
  }

  private Optional<byte[]> say(Outcome outcome, Peer peer, byte[] datagram) {
    return outcome.answer().isEmpty()
        ? Optional.empty()
        : Optional.of(speech.say(outcome.answer(), datagram, peer.ip(), Speech.counters()));
  }

  private static byte[] copyId(byte[] answer, SnmpMessage asked) {
    return SnmpMessage.parse(answer)
        .map(message -> message.withId(asked.id()).encode())
        .orElse(answer);
  }
}
