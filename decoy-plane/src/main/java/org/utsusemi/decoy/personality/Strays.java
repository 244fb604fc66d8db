package org.utsusemi.decoy.personality;

import java.util.Optional;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.OptionTemplate;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;

/**
 * Answers to segments that belong to no connection and begin none: T2 to T4 at an open port, T5 to
 * T7 at a closed one. Which of them a segment gets follows from its flags alone.
 */
final class Strays {
  private static final String[] TESTS = {"T2", "T3", "T4", "T5", "T6", "T7"};

  /** The windows of nmap's probes: an answer that has one of them has it from its peer. */
  private static final int[] WINDOWS = {128, 256, 1024, 31337, 32768, 65535};

  /** The options of nmap's probes, as it would write them down in an answer. */
  private static final String[] OPTIONS = {
    "WANM109T10S", "WANM109T10S", "WANM109T10S", "WANM109T10S", "WANM109T10S", "WFNM109T10S"
  };

  /** Which of nmap's probes have a SYN or FIN. */
  private static final boolean[] FLAGGED = {false, true, false, true, false, true};

  private static final int PROBES_SIZE = 265;
  private static final int RESERVED = 0x800;

  private final Optional<TcpAnswer> toNothing;
  private final Optional<TcpAnswer> toSynFin;
  private final Optional<TcpAnswer> toAck;
  private final Optional<TcpAnswer> toSynAtClosed;
  private final Optional<TcpAnswer> toAckAtClosed;
  private final Optional<TcpAnswer> toRestAtClosed;

  Strays(Choice choice) {
    boolean mirrors = mirrorsWindow(choice);
    toNothing = answer(choice, 0, mirrors);
    toSynFin = answer(choice, 1, mirrors);
    toAck = answer(choice, 2, mirrors);
    toSynAtClosed = answer(choice, 3, mirrors);
    toAckAtClosed = answer(choice, 4, mirrors);
    toRestAtClosed = answer(choice, 5, mirrors);
  }

  Optional<TcpAnswer> answer(Tcp segment, boolean open) {
    if (segment.has(Tcp.ACK)) {
      return open ? toAck : toAckAtClosed;
    }
    if (segment.has(Tcp.SYN)) {
      return open ? toSynFin : toSynAtClosed;
    }
    return open ? toNothing : toRestAtClosed;
  }

  /** One window that is the probe's may be the host's own; two are no accident. */
  private static boolean mirrorsWindow(Choice choice) {
    int same = 0;
    for (int i = 0; i < TESTS.length; i++) {
      same += choice.number(TESTS[i], "W", 0xffff).orElse(-1) == WINDOWS[i] ? 1 : 0;
    }
    return same >= 2;
  }

  private static Optional<TcpAnswer> answer(Choice choice, int index, boolean mirrors) {
    String test = TESTS[index];
    if (!choice.answers(test)) {
      return Optional.empty();
    }
    int flags = Rules.flags(choice.text(test, "F", "AR"));
    int window = choice.number(test, "W", 0xffff).orElse(0);
    String quirks = choice.text(test, "Q", "");
    return Optional.of(
        new TcpAnswer(
            new IpFields(
                Rules.ttl(choice, test),
                choice.is(choice.text(test, "DF").isPresent() ? test : "T1", "DF", "Y")),
            index < 3 ? Personality.Counter.OPEN_TCP : Personality.Counter.CLOSED_TCP,
            Rules.sequence(choice.text(test, "S", "Z")),
            Rules.acknowledgment(choice.text(test, "A", "S+"), FLAGGED[index]),
            flags | (quirks.contains("R") ? RESERVED : 0),
            mirrors && window == WINDOWS[index] ? TcpAnswer.PEERS_WINDOW : window,
            quirks.contains("U") ? Rules.URGENT : 0,
            options(choice.text(test, "O", ""), OPTIONS[index]),
            (flags & Tcp.RST) == 0
                ? Rules.NOTHING
                : ResetText.withCrc((int) Rules.hex(choice.text(test, "RD", "0")))));
  }

  private static OptionTemplate options(String text, String ofProbe) {
    if (text.equals(ofProbe)) {
      return OptionTemplate.MIRROR;
    }
    OptionText options = OptionText.parse(text);
    int size = options.segmentSize().orElse(0);
    return options.template(size == PROBES_SIZE, 1460);
  }
}
