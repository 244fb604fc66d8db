package org.utsusemi.controller.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.utsusemi.topology.plane.Touch;

/** The table by which touches are graded: the first rule that holds counts. */
final class GradeRules {
  /** This many different targets, or ports, of one source … */
  static final int SCAN_THRESHOLD = 5;

  /** … in this time are a scan. */
  static final Duration SCAN_WITHIN = Duration.ofSeconds(10);

  /** How the summary of each Modbus request begins. */
  private static final Pattern MODBUS_FUNCTION = Pattern.compile("FC (\\d{1,3})\\b");

  private static final Set<Integer> MODBUS_WRITES = Set.of(5, 6, 15, 16, 22, 23);

  /**
   * A touch and what is known of its source.
   *
   * @param spoofed whose MAC or IP address it used at another's port
   * @param known it came from a device of the site, at its own port and with its own addresses
   * @param scan it belongs to a scan
   */
  record Observation(Touch touch, Optional<String> spoofed, boolean known, boolean scan) {}

  /** A grade and why, for people. */
  record Verdict(Grade grade, String why) {}

  private record Rule(Grade grade, String why, Predicate<Observation> holds) {}

  private static final String SPOOFS = "uses the address of ";

  private static final List<Rule> TABLE =
      List.of(
          new Rule(Grade.ATTACK, SPOOFS, o -> o.spoofed().isPresent()),
          new Rule(
              Grade.ATTACK,
              "tried to write by Modbus",
              o -> !o.touch().stateViolation() && isModbusWrite(o.touch())),
          new Rule(
              Grade.SCAN,
              SCAN_THRESHOLD + " targets or ports within " + SCAN_WITHIN.toSeconds() + " s",
              Observation::scan),
          new Rule(
              Grade.STATE_VIOLATION,
              "another plant state permits it",
              o -> o.touch().stateViolation()),
          new Rule(
              Grade.NOISE,
              "a device of the site asked who has an address",
              o -> o.known() && o.touch().kind() == Touch.Kind.ARP),
          new Rule(Grade.TOUCH, "no plant state permits it", o -> true));

  private GradeRules() {}

  static Verdict grade(Observation observation) {
    Rule rule = TABLE.stream().filter(r -> r.holds().test(observation)).findFirst().orElseThrow();
    return new Verdict(
        rule.grade(),
        rule.why() + (rule.why().equals(SPOOFS) ? observation.spoofed().orElseThrow() : ""));
  }

  /** Whether it asks to change a value: Modbus Application Protocol 1.1b3, section 6. */
  private static boolean isModbusWrite(Touch touch) {
    Matcher function = MODBUS_FUNCTION.matcher(touch.summary());
    return touch.protocol().equals("modbus")
        && function.lookingAt()
        && MODBUS_WRITES.contains(Integer.valueOf(function.group(1)));
  }
}
