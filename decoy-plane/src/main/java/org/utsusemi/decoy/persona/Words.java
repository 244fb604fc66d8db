package org.utsusemi.decoy.persona;

import java.util.Optional;
import java.util.regex.Pattern;
import org.utsusemi.decoy.ics.modbus.Refusal;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** Shapes of the single values of a persona file. */
final class Words {
  static final Shape<String> NAME =
      matching(
          "a name of at most 63 letters, digits, '-', '_' and '.' such as wago-750-880",
          "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  static final Shape<String> NOTE =
      matching("a text of 1 to 100 characters in one line", "\\S(?:[^\\n]{0,98}\\S)?");

  /** The longest name in nmap 7.93 has 190 characters. */
  static final Shape<String> FINGERPRINT_NAME =
      matching("a name of 1 to 500 characters in one line", "\\S(?:[^\\n]{0,498}\\S)?");

  static final Shape<MacPattern> MAC =
      Shapes.scalar(
          "a vendor prefix such as \"00:30:de\" or a whole MAC address (no group, not all zeros)",
          MacPattern::tryParse);

  static final Shape<NumberRange> PORTS = range("a port or a range of ports", 1, "502 or 1-1023");

  static final Shape<NumberRange> ADDRESSES =
      range("an address or a range of addresses", 0, "0 or 12288-12543");

  static final Shape<Refusal> REFUSAL =
      Shapes.scalar("exception 1 to exception 255, or silent", Refusal::tryParse);

  private Words() {}

  private static Shape<NumberRange> range(String what, int least, String example) {
    return Shapes.scalar(
        what + " within " + least + "-65535 such as " + example,
        text -> NumberRange.tryParse(text).filter(r -> r.first() >= least && r.last() <= 0xffff));
  }

  static Shape<String> matching(String expected, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return Shapes.scalar(
        expected, text -> Optional.of(text).filter(t -> compiled.matcher(t).matches()));
  }

  /** Printable Latin-1 of limited length. */
  static Shape<String> latin(int most) {
    return matching(
        "a text of 1 to " + most + " Latin-1 characters", "[ -~\\u00a0-\\u00ff]{1," + most + "}");
  }

  /** Adds a problem. */
  static <T> Optional<T> refuse(Yaml node, String path, Problems problems, String message) {
    problems.add(node.at(), path, message);
    return Optional.empty();
  }
}
