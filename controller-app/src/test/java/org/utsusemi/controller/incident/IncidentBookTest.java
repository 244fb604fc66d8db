package org.utsusemi.controller.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.utsusemi.controller.incident.IncidentFixture.FREE_PORT;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_IP;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_PORT;
import static org.utsusemi.controller.incident.IncidentFixture.LAPTOP_IP;
import static org.utsusemi.controller.incident.IncidentFixture.LAPTOP_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.MARKS;
import static org.utsusemi.controller.incident.IncidentFixture.T0;
import static org.utsusemi.controller.incident.IncidentFixture.touch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.controller.event.Event;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.controller.event.Severity;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;

class IncidentBookTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final EventLog events = EventLog.inMemory(InstantSource.fixed(T0));
  private IncidentBook book = book(Limits.DEFAULT);

  private IncidentBook book(Limits limits) {
    return new IncidentBook(IncidentFixture.site(), MARKS, limits, events);
  }

  private Incident first() {
    return book.incidents(T0).get(0);
  }

  @Test
  void theSourceIsTheAccessPort() {
    book.record(List.of(touch().build(), touch().by(HMI_MAC, HMI_IP).build()), T0);
    book.record(List.of(touch().byHmi().build(), touch().mark(0).build()), T0.plusSeconds(1));
    assertThat(book.incidents(T0))
        .extracting(Incident::port)
        .containsExactlyInAnyOrder(Optional.of(FREE_PORT), Optional.of(HMI_PORT), Optional.empty());
    assertThat(book.incidents(T0)).extracting(Incident::id).contains("20261123T101502Z-s1-9");
  }

  @Test
  void namesWhoBelongsAtThePortAndWhoseIdentitiesWereUsed() {
    book.record(List.of(touch().byHmi().build()), T0);
    assertThat(first().devices()).containsExactly("hmi");
    assertThat(first().identities())
        .containsExactly(
            new Incident.Identity(HMI_MAC, Optional.of(HMI_IP), Optional.of("hmi"), false));

    book.record(
        List.of(touch().build(), touch().by(LAPTOP_MAC, HMI_IP).build(), touch().build()),
        T0.plusSeconds(1));
    assertThat(first().devices()).isEmpty();
    assertThat(first().identities())
        .containsExactly(
            new Incident.Identity(LAPTOP_MAC, Optional.of(LAPTOP_IP), Optional.empty(), false),
            new Incident.Identity(LAPTOP_MAC, Optional.of(HMI_IP), Optional.of("hmi"), true));
  }

  @Test
  void countsByTargetAndProtocol() {
    book.record(List.of(touch().count(3).build(), touch().to("10.20.1.77").build()), T0);
    book.record(List.of(touch().connect(502).build()), T0.plusSeconds(5));
    assertThat(first().touches()).isEqualTo(5);
    assertThat(first().targets()).containsExactly(entry("10.20.1.41", 4L), entry("10.20.1.77", 1L));
    assertThat(first().protocols()).containsExactly(entry("icmp", 4L), entry("tcp", 1L));
    assertThat(first().first()).isEqualTo(T0);
    assertThat(first().last()).isEqualTo(T0.plusSeconds(5));
    assertThat(book.touches()).isEqualTo(5);
  }

  @Test
  void anHourOfSilenceClosesIt() {
    book.record(List.of(touch().build()), T0);
    book.record(List.of(touch().build()), T0.plus(HOUR).minusSeconds(1));
    assertThat(book.incidents(T0)).hasSize(1);
    book.record(List.of(touch().build()), T0.plus(HOUR).plus(HOUR));
    assertThat(book.incidents(T0.plus(HOUR).plus(HOUR)))
        .extracting(Incident::open)
        .containsExactly(true, false);
  }

  @Test
  void aSourceThatNeverFallsSilentIsToldOfAnewEachDay() {
    for (int minutes = 0; minutes <= 24 * 60; minutes += 30) {
      book.record(List.of(touch().build()), T0.plus(Duration.ofMinutes(minutes)));
    }

    assertThat(book.incidents(T0.plus(Duration.ofHours(24)))).hasSize(2);
  }

  @Test
  void aPortIsOnePortWhateverIsSpokenOnIt() {
    for (int port : new int[] {502, 80, 102, 44818}) {
      book.record(List.of(touch().connect(port).build()), T0);
      book.record(List.of(touch().modbus("FC 3 read holding 0-9 unit 1").build()), T0);
    }

    assertThat(first().grade()).isNotEqualTo(Grade.SCAN);
  }

  @Test
  void tellsOfOpeningAndOfARaisedGradeAndOfNothingElse() {
    for (int i = 0; i < 100; i++) {
      book.record(List.of(touch().build()), T0);
    }
    book.record(List.of(touch().by(HMI_MAC, HMI_IP).build()), T0);
    book.record(List.of(touch().by(HMI_MAC, HMI_IP).build()), T0);
    List<Event> told = events.after(0).events();
    assertThat(told)
        .extracting(Event::type, Event::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(EventType.INCIDENT_OPENED, Severity.WARNING),
            org.assertj.core.groups.Tuple.tuple(EventType.INCIDENT_GRADED, Severity.CRITICAL));
    assertThat(told.get(1).subject()).isEqualTo(first().id());
    assertThat(told.get(1).details())
        .containsEntry("port", "s1:9")
        .containsEntry("before", "touch")
        .containsEntry("grade", "attack")
        .containsEntry("why", "uses the address of hmi");
  }

  @Test
  void keepsThePayloadAndItsDigest() {
    book.record(List.of(touch().payload((byte) 'a', (byte) 'b', (byte) 'c').build()), T0);
    Evidence kept = book.evidence(first().id()).orElseThrow().get(0);
    assertThat(kept.number()).isEqualTo(1);
    // the one-block message of FIPS 180-4's examples
    assertThat(kept.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(book.evidence("no such incident")).isEmpty();
  }

  @Test
  void keepsTheLastTouchesOnly() {
    book = book(new Limits(10, 3, 1 << 20, 5, 5, HOUR));
    for (int i = 1; i <= 7; i++) {
      book.record(List.of(touch().payload((byte) i).build()), T0);
    }
    assertThat(book.evidence(first().id()).orElseThrow())
        .extracting(Evidence::number)
        .containsExactly(5L, 6L, 7L);
    assertThat(first().kept()).contains(new Incident.Kept(5, 7));
    assertThat(first().touches()).isEqualTo(7);
  }

  @Test
  void evidenceIsBoundedTogetherAndTheBiggestGivesWay() {
    book = book(new Limits(10, 500, 20_000, 5, 5, HOUR));
    book.record(List.of(touch().byHmi().build()), T0);
    for (int i = 0; i < 100; i++) {
      book.record(List.of(touch().payload(new byte[2000]).build()), T0.plusSeconds(1));
    }
    List<Incident> incidents = book.incidents(T0);
    assertThat(book.evidence(incidents.get(1).id()).orElseThrow()).as("the quiet one").hasSize(1);
    assertThat(book.evidence(incidents.get(0).id()).orElseThrow())
        .as("the flood")
        .hasSizeBetween(5, 10);
  }

  @Test
  void identitiesAndCountersAreBounded() {
    book = book(new Limits(10, 500, 1 << 20, 4, 3, HOUR));
    for (int i = 0; i < 50; i++) {
      book.record(
          List.of(
              touch().by(new MacAddress(0x0200_0000_0000L + i), null).to("10.9.9." + i).build()),
          T0);
    }
    assertThat(first().identities()).hasSize(4);
    assertThat(first().targets())
        .containsExactly(
            entry("10.9.9.0", 1L),
            entry("10.9.9.1", 1L),
            entry("10.9.9.2", 1L),
            entry("other", 47L));
  }

  @Test
  void whenFullClosedNoiseGoesFirst() {
    book = book(new Limits(3, 500, 1 << 20, 4, 3, HOUR));
    book.record(List.of(touch().at(PortRef.parse("s1:11")).build()), T0);
    book.record(List.of(touch().byHmi().arp().build()), T0.plusSeconds(1));
    book.record(List.of(touch().at(PortRef.parse("s1:12")).build()), T0.plus(HOUR).plusSeconds(2));
    book.record(List.of(touch().at(PortRef.parse("s1:13")).build()), T0.plus(HOUR).plusSeconds(3));
    assertThat(ports()).containsExactlyInAnyOrder("s1:11", "s1:12", "s1:13");
    book.record(List.of(touch().at(PortRef.parse("s1:14")).build()), T0.plus(HOUR).plusSeconds(4));
    assertThat(ports())
        .as("closed before open")
        .containsExactlyInAnyOrder("s1:12", "s1:13", "s1:14");
    book.record(List.of(touch().at(PortRef.parse("s1:12")).build()), T0.plus(HOUR).plusSeconds(5));
    book.record(List.of(touch().at(PortRef.parse("s1:15")).build()), T0.plus(HOUR).plusSeconds(6));
    assertThat(ports())
        .as("least recent first")
        .containsExactlyInAnyOrder("s1:12", "s1:14", "s1:15");
  }

  @Test
  void whenFullEvenOpenNoiseOutlastsWhatIsClosed() {
    book = book(new Limits(2, 500, 1 << 20, 4, 3, HOUR));
    book.record(List.of(touch().build()), T0);
    book.record(List.of(touch().byHmi().arp().build()), T0.plus(HOUR));
    book.record(List.of(touch().at(PortRef.parse("s1:12")).build()), T0.plus(HOUR));
    assertThat(ports()).containsExactlyInAnyOrder("s1:1", "s1:12");
  }

  private List<String> ports() {
    return book.incidents(T0).stream().map(i -> i.port().orElseThrow().toString()).toList();
  }

  @Test
  void countsByGradeNameEveryGrade() {
    book.record(List.of(touch().build(), touch().byHmi().arp().build()), T0);
    assertThat(book.countByGrade())
        .containsExactly(
            entry(Grade.NOISE, 1L),
            entry(Grade.STATE_VIOLATION, 0L),
            entry(Grade.TOUCH, 1L),
            entry(Grade.SCAN, 0L),
            entry(Grade.ATTACK, 0L));
  }
}
