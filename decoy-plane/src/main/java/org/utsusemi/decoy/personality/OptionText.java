package org.utsusemi.decoy.personality;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.utsusemi.decoy.host.OptionTemplate;

/** TCP options in nmap's notation: {@code M5B4NW0NNT11} (nmap's documentation, "TCP options"). */
final class OptionText {
  /** Bits of the kinds of options that two ends negotiate. */
  static final int SEGMENT_SIZE = 1;

  static final int SCALE = 2;
  static final int SELECTIVE = 4;
  static final int TIME = 8;

  private static final Pattern TOKEN =
      Pattern.compile("L|N|S|M[0-9A-F]{1,4}|W[0-9A-F]{1,2}|T[01][01]");
  private static final int LONGEST = 40;

  private final List<String> tokens;

  private OptionText(List<String> tokens) {
    this.tokens = tokens;
  }

  /** Reads options; what stands behind the first that is none is left out. */
  static OptionText parse(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.lookingAt()) {
      tokens.add(token.group());
      token.region(token.end(), text.length());
    }
    return new OptionText(tokens);
  }

  /** What stands before the end of the list: there nmap looks for timestamps. */
  static String beforeEnd(String text) {
    int end = text.indexOf('L');
    return end < 0 ? text : text.substring(0, end);
  }

  OptionalInt segmentSize() {
    return tokens.stream()
        .filter(token -> token.charAt(0) == 'M')
        .mapToInt(token -> Integer.parseInt(token.substring(1), 16))
        .findFirst();
  }

  /** Without options that the peer did not offer, filled up as hosts fill them up. */
  OptionText offered(int kinds) {
    List<String> kept = new ArrayList<>();
    List<String> fillers = new ArrayList<>();
    for (String token : tokens) {
      if (token.equals("N")) {
        fillers.add(token);
      } else if (!token.equals("L")) {
        if ((kindOf(token) & (kinds | SEGMENT_SIZE)) != 0) {
          kept.addAll(fillers);
          kept.add(token);
        }
        fillers.clear();
      }
    }
    int missing = -length(kept) & 3;
    for (int i = 0; i < missing; i++) {
      kept.add(Math.min(1, kept.size()), "N");
    }
    return length(kept) > LONGEST ? new OptionText(List.of()) : new OptionText(kept);
  }

  /** Whether these are options that a peer may have offered itself. */
  boolean sameAs(String text) {
    return String.join("", tokens).equals(text);
  }

  /**
   * The options as they are sent.
   *
   * @param atMostPeers whether the segment size is not above the peer's
   * @param own segment size if so; else what stands here
   */
  OptionTemplate template(boolean atMostPeers, int own) {
    ByteBuffer out = ByteBuffer.allocate(LONGEST + 12);
    int sizeAt = -1;
    int timeAt = -1;
    boolean tells = false;
    boolean echoes = false;
    int shift = -1;
    for (String token : tokens) {
      switch (token.charAt(0)) {
        case 'L' -> out.put((byte) 0);
        case 'N' -> out.put((byte) 1);
        case 'S' -> out.put((byte) 4).put((byte) 2);
        case 'M' -> {
          out.put((byte) 2).put((byte) 4);
          sizeAt = out.position();
          out.putShort((short) (atMostPeers ? own : Integer.parseInt(token.substring(1), 16)));
        }
        case 'W' -> {
          int announced = Integer.parseInt(token.substring(1), 16);
          shift = Math.min(14, announced);
          out.put((byte) 3).put((byte) 3).put((byte) announced);
        }
        default -> {
          out.put((byte) 8).put((byte) 10);
          timeAt = out.position();
          tells = token.charAt(1) == '1';
          echoes = token.charAt(2) == '1';
          out.putLong(0);
        }
      }
      if (out.position() > LONGEST) {
        return OptionTemplate.NONE;
      }
    }
    if (out.position() == 0) {
      return OptionTemplate.NONE;
    }
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
    return new OptionTemplate(
        Arrays.copyOf(out.array(), out.position()),
        false,
        sizeAt,
        atMostPeers && sizeAt >= 0,
        timeAt,
        tells,
        echoes,
        shift);
  }

  /** Bytes on the wire without what fills up words. */
  int length() {
    return length(tokens);
  }

  private static int length(List<String> tokens) {
    int length = 0;
    for (String token : tokens) {
      length +=
          switch (token.charAt(0)) {
            case 'M' -> 4;
            case 'W' -> 3;
            case 'S' -> 2;
            case 'T' -> 10;
            default -> 1;
          };
    }
    return length;
  }

  private static int kindOf(String token) {
    return switch (token.charAt(0)) {
      case 'M' -> SEGMENT_SIZE;
      case 'W' -> SCALE;
      case 'S' -> SELECTIVE;
      case 'T' -> TIME;
      default -> 0;
    };
  }
}
