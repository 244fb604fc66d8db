package org.utsusemi.decoy.compare.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TCP options as nmap writes them ({@code M5B4ST11NW7}): {@code L} end of the list, {@code N}
 * no-operation, {@code M} and the segment size, {@code W} and the shift, {@code T} and whether each
 * timestamp is other than zero, {@code S} selective acknowledgments.
 *
 * @param order their kinds in their order, for people
 * @param segmentSize bytes
 * @param windowScale the shift
 * @param timestamps which of the two are other than zero, for people
 */
record OptionSet(
    String order,
    Optional<String> segmentSize,
    Optional<String> windowScale,
    Optional<String> timestamps) {
  private static final Pattern OPTION =
      Pattern.compile("([LNS])|M([0-9A-F]{0,4})|W([0-9A-F]{0,4})|T([01]{2})");

  static OptionSet read(String text) {
    List<String> order = new ArrayList<>();
    Optional<String> size = Optional.empty();
    Optional<String> scale = Optional.empty();
    Optional<String> times = Optional.empty();
    Matcher option = OPTION.matcher(text);
    int end = 0;
    while (option.lookingAt()) {
      if (option.group(1) != null) {
        order.add(simple(option.group(1).charAt(0)));
      } else if (option.group(2) != null) {
        order.add("MSS");
        size = Optional.of(number(option.group(2)));
      } else if (option.group(3) != null) {
        order.add("window scale");
        scale = Optional.of(number(option.group(3)));
      } else {
        order.add("timestamps");
        times = Optional.of(told(option.group(4)));
      }
      end = option.end();
      option.region(end, text.length());
    }
    if (end < text.length()) {
      order.add("what nmap writes as " + text.substring(end));
    }
    return new OptionSet(order.isEmpty() ? "none" : String.join(", ", order), size, scale, times);
  }

  private static String simple(char kind) {
    return kind == 'L' ? "end" : kind == 'N' ? "no-op" : "SACK permitted";
  }

  private static String number(String hex) {
    return hex.isEmpty() ? "cut short" : String.valueOf(Integer.parseInt(hex, 16));
  }

  private static String told(String flags) {
    return switch (flags) {
      case "11" -> "own and echoed";
      case "10" -> "own, echo zero";
      case "01" -> "own zero, echoed";
      default -> "both zero";
    };
  }
}
