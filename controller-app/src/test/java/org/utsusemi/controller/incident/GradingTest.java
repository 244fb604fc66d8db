package org.utsusemi.controller.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.utsusemi.controller.incident.Grade.ATTACK;
import static org.utsusemi.controller.incident.Grade.NOISE;
import static org.utsusemi.controller.incident.Grade.SCAN;
import static org.utsusemi.controller.incident.Grade.STATE_VIOLATION;
import static org.utsusemi.controller.incident.Grade.TOUCH;
import static org.utsusemi.controller.incident.IncidentFixture.FREE_PORT;
import static org.utsusemi.controller.incident.IncidentFixture.GATEWAY_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_IP;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.LAPTOP_IP;
import static org.utsusemi.controller.incident.IncidentFixture.LAPTOP_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.MARKS;
import static org.utsusemi.controller.incident.IncidentFixture.T0;
import static org.utsusemi.controller.incident.IncidentFixture.touch;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.topology.plane.Touch;

class GradingTest {
  private final IncidentBook book =
      new IncidentBook(
          IncidentFixture.site(),
          MARKS,
          Limits.DEFAULT,
          EventLog.inMemory(InstantSource.fixed(T0)));

  private Incident only() {
    List<Incident> incidents = book.incidents(T0);
    assertThat(incidents).hasSize(1);
    return incidents.get(0);
  }

  static Stream<Arguments> oneTouch() {
    return Stream.of(
        arguments("a stranger's ping", touch(), TOUCH),
        arguments("a stranger's ARP", touch().arp(), TOUCH),
        arguments("a stranger's Modbus read", touch().modbus("FC 3 read holding 0 unit 1"), TOUCH),
        arguments("a device's own ARP", touch().byHmi().arp(), NOISE),
        arguments("a device's ARP probe", touch().byHmi().by(HMI_MAC, null).arp(), NOISE),
        arguments("a device's ping", touch().byHmi(), TOUCH),
        arguments(
            "a device's ARP under a free IP", touch().byHmi().by(HMI_MAC, LAPTOP_IP).arp(), TOUCH),
        arguments(
            "a stranger's ARP at a device's port",
            touch().byHmi().by(LAPTOP_MAC, HMI_IP).arp(),
            TOUCH),
        arguments("out of state", touch().byHmi().connect(502).stateViolation(), STATE_VIOLATION),
        arguments(
            "an out-of-state write",
            touch().byHmi().modbus("FC 6 write").stateViolation(),
            STATE_VIOLATION),
        arguments("a device's MAC elsewhere", touch().by(HMI_MAC, LAPTOP_IP), ATTACK),
        arguments("a device's IP elsewhere", touch().by(LAPTOP_MAC, HMI_IP), ATTACK),
        arguments("a device's MAC without an IP elsewhere", touch().by(HMI_MAC, null), ATTACK),
        arguments("the gateway's MAC elsewhere", touch().by(GATEWAY_MAC, null), ATTACK),
        arguments(
            "another device's IP at a device's port",
            touch().byHmi().by(HMI_MAC, IncidentFixture.PLC_IP).arp(),
            ATTACK),
        arguments(
            "a spoofed out-of-state request",
            touch().by(HMI_MAC, HMI_IP).connect(502).stateViolation(),
            ATTACK),
        arguments("a device's MAC without a mark", touch().mark(0).by(HMI_MAC, HMI_IP), TOUCH));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oneTouch")
  void gradesOneTouch(String what, IncidentFixture.TouchBuilder touch, Grade expected) {
    book.record(List.of(touch.build()), T0);
    assertThat(only().grade()).as(what).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "FC 1 read coils 0 unit 1, TOUCH",
    "FC 2 read discrete 0 unit 1, TOUCH",
    "FC 3 read holding 0 unit 1, TOUCH",
    "FC 4 read input 0 unit 1, TOUCH",
    "FC 5 write coil 19 = on unit 1, ATTACK",
    "FC 6 write holding 1 = 2 unit 1, ATTACK",
    "FC 15 write coils 0-7 unit 1, ATTACK",
    "FC 16 write holding 0-1 unit 1, ATTACK",
    "FC 17 report server id unit 1, TOUCH",
    "FC 22 mask holding 4 unit 1, ATTACK",
    "FC 23 write holding 0 unit 1, ATTACK",
    "FC 43 read device identification unit 1, TOUCH",
    "FC 50 unknown unit 1, TOUCH",
    "write FC 5, TOUCH",
  })
  void aModbusWriteIsAnAttack(String summary, Grade expected) {
    book.record(List.of(touch().modbus(summary).build()), T0);
    assertThat(only().grade()).isEqualTo(expected);
  }

  @Test
  void anotherProtocolsSummaryIsNoModbusWrite() {
    Touch modbus = touch().modbus("FC 5 write coil 19 = on unit 1").build();
    book.record(List.of(touch().connect(23).build()), T0);
    assertThat(only().grade()).isEqualTo(TOUCH);
    book.record(List.of(modbus), T0);
    assertThat(only().grade()).isEqualTo(ATTACK);
  }

  private void targets(int howMany, int secondsApart) {
    for (int i = 0; i < howMany; i++) {
      book.record(
          List.of(touch().arp().to("10.20.1." + (100 + i)).build()),
          T0.plusSeconds((long) i * secondsApart));
    }
  }

  @Test
  void fiveTargetsInTenSecondsAreAScan() {
    targets(4, 0);
    assertThat(only().grade()).isEqualTo(TOUCH);
    targets(5, 2);
    assertThat(only().grade()).isEqualTo(SCAN);
    assertThat(only().why()).isEqualTo("5 targets or ports within 10 s");
  }

  @Test
  void fiveTargetsInALongerTimeAreNone() {
    targets(50, 3);
    assertThat(only().grade()).isEqualTo(TOUCH);
  }

  @Test
  void fivePortsInTenSecondsAreAScan() {
    List<Touch> connects =
        IntStream.rangeClosed(1, 5).mapToObj(port -> touch().connect(port).build()).toList();
    book.record(connects.subList(0, 4), T0);
    assertThat(only().grade()).isEqualTo(TOUCH);
    book.record(connects, T0);
    assertThat(only().grade()).isEqualTo(SCAN);
  }

  @Test
  void theSameTargetAgainAndAgainIsNone() {
    for (int i = 0; i < 20; i++) {
      book.record(List.of(touch().connect(502).build()), T0);
    }
    assertThat(only().grade()).isEqualTo(TOUCH);
  }

  @Test
  void anHmiThatPollsItsPlcsOutOfStateIsNone() {
    for (int i = 0; i < 20; i++) {
      book.record(
          List.of(touch().byHmi().connect(502).stateViolation().to("10.20.1." + i).build()), T0);
    }
    assertThat(only().grade()).isEqualTo(STATE_VIOLATION);
  }

  @Test
  void theGradeNeverFalls() {
    book.record(List.of(touch().by(HMI_MAC, HMI_IP).build()), T0);
    book.record(List.of(touch().build()), T0.plusSeconds(1));
    assertThat(only().grade()).isEqualTo(ATTACK);
    assertThat(only().why()).isEqualTo("uses the address of hmi");
    assertThat(only().port()).contains(FREE_PORT);
  }
}
