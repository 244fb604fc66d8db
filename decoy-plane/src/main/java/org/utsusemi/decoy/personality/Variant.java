package org.utsusemi.decoy.personality;

import java.util.Optional;
import org.utsusemi.decoy.host.EchoAnswer;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Refusal;

/**
 * A model with one of the alternatives taken in each attribute: all that is answered the same way
 * by every host that has this one.
 */
final class Variant {
  /** The datagram of nmap's probe: its length, and what is sent before the quotation. */
  private static final int PROBE_LENGTH = 328;

  private static final int BEFORE_QUOTATION = 28;

  /** What RFC 1812 §4.3.2.3 lets a host quote: a datagram of 576 bytes in all. */
  private static final int MOST_QUOTED = 576 - BEFORE_QUOTATION;

  private static final int LONGEST_ERROR = 1480;

  final Listening listening;
  final Strays strays;
  final Identifications identifications;
  final Clock clock;
  final Optional<EchoAnswer> echo;
  final Optional<Refusal> refusal;
  final IpFields udp;

  Variant(Choice choice) {
    listening = new Listening(choice);
    strays = new Strays(choice);
    identifications = new Identifications(choice);
    clock = Clock.of(choice);
    echo = choice.answers("IE") ? Optional.of(echo(choice)) : Optional.empty();
    refusal = choice.answers("U1") ? Optional.of(refusal(choice)) : Optional.empty();
    udp = new IpFields(Rules.ttl(choice, "U1"), choice.is("U1", "DF", "Y"));
  }

  private static EchoAnswer echo(Choice choice) {
    return new EchoAnswer(
        Rules.ttl(choice, "IE"),
        switch (choice.text("IE", "DFI", "N")) {
          case "S" -> EchoAnswer.DontFragment.AS_ASKED;
          case "Y" -> EchoAnswer.DontFragment.ALWAYS;
          case "O" -> EchoAnswer.DontFragment.OPPOSITE;
          default -> EchoAnswer.DontFragment.NEVER;
        },
        choice.is("IE", "CD", "S"));
  }

  private static Refusal refusal(Choice choice) {
    int length = choice.number("U1", "IPL", 0xffff).orElse(PROBE_LENGTH + BEFORE_QUOTATION);
    int quoted = Math.max(BEFORE_QUOTATION, Math.min(length, LONGEST_ERROR) - BEFORE_QUOTATION);
    return new Refusal(
        new IpFields(Rules.ttl(choice, "U1"), choice.is("U1", "DF", "Y")),
        quoted == PROBE_LENGTH ? MOST_QUOTED : quoted,
        quoted > PROBE_LENGTH,
        choice.number("U1", "UN", 0xffff).orElse(0),
        length(choice.text("U1", "RIPL", "G")),
        identification(choice.text("U1", "RID", "G")),
        switch (choice.text("U1", "RIPCK", "G")) {
          case "Z" -> Refusal.Checksum.ZERO;
          case "I" -> Refusal.Checksum.WRONG;
          default -> Refusal.Checksum.RIGHT;
        },
        choice.is("U1", "RUCK", "G") ? -1 : choice.number("U1", "RUCK", 0xffff).orElse(-1),
        choice.is("U1", "RUD", "I"));
  }

  /** A length that is off by no more than a header is one that the host miscounts. */
  private static Refusal.Field length(String text) {
    if (text.equals("G")) {
      return Refusal.Field.AS_IT_CAME;
    }
    int value = (int) Rules.hex(text);
    int swapped = value >>> 8 | (value & 0xff) << 8;
    if (Math.abs(value - PROBE_LENGTH) <= 40) {
      return new Refusal.Field(value - PROBE_LENGTH, false, -1);
    }
    return Math.abs(swapped - PROBE_LENGTH) <= 40
        ? new Refusal.Field(swapped - PROBE_LENGTH, true, -1)
        : new Refusal.Field(0, false, value);
  }

  private static Refusal.Field identification(String text) {
    return switch (text) {
      case "G" -> Refusal.Field.AS_IT_CAME;
      // nmap's probe has 1042 there
      case "4210" -> new Refusal.Field(0, true, -1);
      default -> new Refusal.Field(0, false, (int) Rules.hex(text) & 0xffff);
    };
  }
}
