package org.utsusemi.decoy.personality;

import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.OptionTemplate;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * Answers to SYNs at an open port. nmap asks with six sets of options, and once more for explicit
 * congestion notification (OPS, WIN, ECN); any other SYN gets what the nearest of them gets, less
 * the options that it does not offer.
 */
final class Listening {
  /** What nmap's probes offer: kinds of options, segment size, window. */
  private static final int[] KINDS = {15, 15, 11, 14, 15, 13, 7};

  private static final int[] SIZES = {1460, 1400, 640, 0, 536, 265, 1460};
  private static final int[] WINDOWS = {1, 63, 4, 4, 16, 512};
  private static final int ECN_ROW = 6;
  private static final int FIRST_UNUSUAL_ROW = 2;
  private static final int ECE = 0x40;
  private static final int CWR = 0x80;
  private static final int RESERVED = 0x800;
  private static final int DEFAULT_WINDOW = 8192;

  /** By explicit congestion notification, row and kinds of options. */
  private final Optional<TcpAnswer>[] answers;

  private final Choice choice;
  private final OptionText[] options = new OptionText[7];
  private final int ownSize;
  private final boolean followsPeer;
  private final boolean mirrorsWindow;
  private final boolean answersEcn;

  @SuppressWarnings("unchecked")
  Listening(Choice choice) {
    this.choice = choice;
    this.answers = (Optional<TcpAnswer>[]) new Optional<?>[2 * 7 * 16];
    String first = choice.options("OPS", "O1", choice.text("OPS", "O1", unknown(choice)));
    for (int row = 0; row < ECN_ROW; row++) {
      String name = "O" + (row + 1);
      options[row] =
          choice.text("OPS", name).isPresent()
              ? OptionText.parse(choice.options("OPS", name, first))
              : OptionText.parse(first).offered(KINDS[row]);
    }
    this.answersEcn = choice.answers("ECN");
    options[ECN_ROW] =
        answersEcn && choice.text("ECN", "O").isPresent()
            ? OptionText.parse(choice.options("ECN", "O", first))
            : options[0].offered(KINDS[ECN_ROW]);
    int own = 0;
    int following = 0;
    for (int row = 0; row < options.length; row++) {
      int size = options[row].segmentSize().orElse(0);
      own = Math.max(own, size);
      following += row != 0 && row != ECN_ROW && size != 0 && size == SIZES[row] ? 1 : 0;
    }
    this.ownSize = own;
    this.followsPeer = following >= 2;
    this.mirrorsWindow = mirrorsWindow(choice);
  }

  /** Options of a host of which is known no more than whether it has timestamps. */
  private static String unknown(Choice choice) {
    return switch (choice.clock()) {
      case "", "U" -> choice.text("ECN", "O", "M5B4");
      case "0" -> "M5B4NW0NNT00NNS";
      default -> "M5B4NW0NNT11NNS";
    };
  }

  private static boolean mirrorsWindow(Choice choice) {
    for (int row = 0; row < WINDOWS.length; row++) {
      int window = choice.number("WIN", "W" + (row + 1), 0xffff).orElse(-1);
      if (window != WINDOWS[row]) {
        return false;
      }
    }
    return true;
  }

  Optional<TcpAnswer> answer(Tcp syn) {
    int kinds = 0;
    int size = 0;
    for (TcpOption option : syn.options()) {
      if (option instanceof TcpOption.MaximumSegmentSize announced) {
        kinds |= OptionText.SEGMENT_SIZE;
        size = announced.bytes();
      } else if (option instanceof TcpOption.WindowScale) {
        kinds |= OptionText.SCALE;
      } else if (option instanceof TcpOption.SackPermitted) {
        kinds |= OptionText.SELECTIVE;
      } else if (option instanceof TcpOption.Timestamps) {
        kinds |= OptionText.TIME;
      }
    }
    boolean ecn = (syn.flags() & (ECE | CWR)) == (ECE | CWR);
    int row = ecn ? ECN_ROW : row(kinds, size);
    int index = ((ecn ? 7 : 0) + row) * 16 + kinds;
    Optional<TcpAnswer> known = answers[index];
    if (known == null) {
      known = make(ecn, row, kinds);
      answers[index] = known;
    }
    return known;
  }

  private static int row(int kinds, int size) {
    return switch (kinds) {
      case 15 -> size >= 1430 ? 0 : size >= 900 ? 1 : 4;
      case 14, 12, 10, 8 -> 3;
      case 11 -> 2;
      case 13, 9 -> 5;
      default -> ECN_ROW;
    };
  }

  private Optional<TcpAnswer> make(boolean ecn, int row, int kinds) {
    if (ecn && !answersEcn || !choice.answers("T1")) {
      return Optional.empty();
    }
    if (!ecn && refuses(row)) {
      return Optional.of(reset());
    }
    OptionText text = kinds == KINDS[row] ? options[row] : options[row].offered(kinds);
    int segmentSize = text.segmentSize().orElse(0);
    boolean follows =
        followsPeer
            && segmentSize != 0
            && (segmentSize == SIZES[row] || segmentSize == ownSize && ownSize < SIZES[row]);
    OptionTemplate template = text.template(follows, ownSize);
    String test = ecn ? "ECN" : "T1";
    int flags = ecn ? ecnFlags() : plainFlags();
    String quirks = choice.text(test, "Q", "");
    return Optional.of(
        new TcpAnswer(
            ip(test),
            Personality.Counter.OPEN_TCP,
            sequence(row),
            Rules.acknowledgment(choice.text("T1", "A", "S+", "S+"::equals), true),
            flags | (quirks.contains("R") ? RESERVED : 0),
            window(row),
            quirks.contains("U") ? Rules.URGENT : 0,
            template,
            (flags & Tcp.RST) == 0
                ? Rules.NOTHING
                : ResetText.withCrc((int) Rules.hex(choice.text("T1", "RD", "0")))));
  }

  /**
   * Whether an answer without window and options is a reset, as from a host that cannot keep up
   * with nmap. What ordinary clients ask with is accepted all the same: their port is open.
   */
  private boolean refuses(int row) {
    return row >= FIRST_UNUSUAL_ROW
        && row != ECN_ROW
        && options[row].length() == 0
        && choice.is("WIN", "W" + (row + 1), "0")
        && !choice.is("WIN", "W1", "0")
        && !List.of("", "U").contains(choice.clock());
  }

  private TcpAnswer reset() {
    return new TcpAnswer(
        new IpFields(Rules.ttl(choice, "T5"), choice.is("T5", "DF", "Y")),
        Personality.Counter.NONE,
        TcpAnswer.Sequence.ZERO,
        TcpAnswer.Acknowledgment.BEHIND_SEGMENT,
        Tcp.RST | Tcp.ACK,
        0,
        0,
        OptionTemplate.NONE,
        Rules.NOTHING);
  }

  private IpFields ip(String test) {
    int ttl = choice.timeToLive(test);
    return new IpFields(
        ttl > 0 ? ttl : Rules.ttl(choice, "T1"),
        choice.is(choice.text(test, "DF").isPresent() ? test : "T1", "DF", "Y"));
  }

  private int plainFlags() {
    return Rules.flags(choice.text("T1", "F", "AS", Listening::accepts));
  }

  /**
   * T1 is the first of the six answers by which nmap looks at the sequence numbers: where it has
   * none and they have, the others are as usual.
   */
  private TcpAnswer.Sequence sequence(int row) {
    boolean counts = choice.number("SEQ", "GCD", Integer.MAX_VALUE).orElse(0) != 0;
    return counts && row != 0
        ? TcpAnswer.Sequence.OTHER
        : Rules.sequence(choice.text("T1", "S", "O", "O"::equals));
  }

  private static boolean accepts(String flags) {
    return flags.contains("A") && flags.contains("S") && !flags.contains("R");
  }

  /** ECN's flags stand in CC alone; the rest is that of any other SYN/ACK. */
  private int ecnFlags() {
    return plainFlags() & ~(ECE | CWR)
        | switch (choice.text("ECN", "CC", "N")) {
          case "Y" -> ECE;
          case "S" -> ECE | CWR;
          case "O" -> CWR;
          default -> 0;
        };
  }

  private int window(int row) {
    if (mirrorsWindow) {
      return TcpAnswer.PEERS_WINDOW;
    }
    String first = "W1";
    int unknown = choice.number("ECN", "W", 0xffff).orElse(DEFAULT_WINDOW);
    int plain = choice.number("WIN", first, 0xffff).orElse(unknown);
    return row == ECN_ROW
        ? answersEcn ? choice.number("ECN", "W", 0xffff).orElse(plain) : plain
        : choice.number("WIN", "W" + (row + 1), 0xffff).orElse(plain);
  }
}
