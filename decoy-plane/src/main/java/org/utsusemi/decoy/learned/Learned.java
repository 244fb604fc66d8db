package org.utsusemi.decoy.learned;

import java.util.Map;

/** All dialogues of a persona, by port. */
public record Learned(Map<Integer, Lexicon> tcp, Map<Integer, Lexicon> udp) {
  public static final Learned NOTHING = new Learned(Map.of(), Map.of());

  public Learned {
    tcp = Map.copyOf(tcp);
    udp = Map.copyOf(udp);
  }
}
