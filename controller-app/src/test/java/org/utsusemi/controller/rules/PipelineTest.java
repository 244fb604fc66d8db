package org.utsusemi.controller.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.explain.Frame;
import org.utsusemi.controller.explain.Way.Arrival;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;

/** Packets through the planned tables: who reaches whom, and where everything else ends. */
class PipelineTest {
  private static final PortRef DECOY = PortRef.parse("s2:20");
  private static final PortRef SOCKET = PortRef.parse("s1:9");
  private static final int SYN = Packets.SYN;
  private static final int SYN_ACK = Packets.SYN | Packets.ACK;

  private final Site site = PlantUnderTest.site();
  private final Device hmi = site.devices().get("hmi");
  private final Device eng = site.devices().get("eng");
  private final Device plc = site.devices().get("plc");
  private final Device valve = site.devices().get("valve");
  private final Device sis = site.devices().get("sis");
  private final MemoryNetwork production =
      new MemoryNetwork(site, "production", Map.of("s1", Set.of(9)));

  @Test
  void aConduitIsDeliveredUnchangedBothWays() {
    Frame ask = Frames.tcp(hmi, 40000, plc, 502, SYN);
    Frame answer = Frames.tcp(plc, 502, hmi, 40000, SYN_ACK);

    assertThat(production.send(hmi.port(), ask)).containsExactly(new Arrival(plc.port(), ask));
    assertThat(production.send(plc.port(), answer))
        .containsExactly(new Arrival(hmi.port(), answer));
  }

  @Test
  void aPriorityTagOnAConduitIsKept() {
    Frame ask = Frames.tcp(hmi, 40000, plc, 502, SYN).tagged(0, 5);

    assertThat(production.send(hmi.port(), ask)).containsExactly(new Arrival(plc.port(), ask));
  }

  @ParameterizedTest
  @CsvSource({
    "SYN, 2",
    "FIN, 1",
    "none, 0",
    "PSH, 8",
    "URG, 32",
    "SYN+FIN, 3",
    "SYN+RST, 6",
  })
  void theAnsweringSideCannotOpen(String name, int flags) {
    assertSteered(plc.port(), Frames.tcp(plc, 502, hmi, 40000, flags));
  }

  @ParameterizedTest
  @CsvSource({"SYN+ACK, 18", "ACK, 16", "FIN+ACK, 17", "RST+ACK, 20", "RST, 4", "PSH+ACK, 24"})
  void theAnsweringSideCanAnswer(String name, int flags) {
    Frame answer = Frames.tcp(plc, 502, hmi, 40000, flags);

    assertThat(production.send(plc.port(), answer))
        .containsExactly(new Arrival(hmi.port(), answer));
  }

  @Test
  void anotherPortOfTheSamePairIsSteered() {
    assertSteered(hmi.port(), Frames.tcp(hmi, 40000, plc, 80, SYN));
    assertSteered(hmi.port(), Frames.tcp(hmi, 502, plc, 40000, SYN));
  }

  @Test
  void pingAndUdpPassInTheirDirectionOnly() {
    Frame ping = Frames.ping(eng, plc, Packets.ECHO_REQUEST);
    Frame snmp =
        Frames.ip(eng, plc, Packets.UDP).with(Field.UDP_SRC, 50000).with(Field.UDP_DST, 161);

    assertThat(production.send(eng.port(), ping)).containsExactly(new Arrival(plc.port(), ping));
    assertThat(production.send(eng.port(), snmp)).containsExactly(new Arrival(plc.port(), snmp));
    assertSteered(plc.port(), Frames.ping(plc, eng, Packets.ECHO_REQUEST));
    assertSteered(
        plc.port(),
        Frames.ip(plc, eng, Packets.UDP).with(Field.UDP_SRC, 50000).with(Field.UDP_DST, 161));
  }

  @Test
  void arpWithinAConduitGoesToTheOneItIsAboutAlone() {
    Frame ask = Frames.arp(hmi, plc);

    assertThat(production.send(hmi.port(), ask))
        .containsExactly(new Arrival(plc.port(), ask.with(Field.ETH_DST, plc.mac().bits())));
    assertSteered(hmi.port(), Frames.arp(hmi, valve));
    assertSteered(SOCKET, Frames.arp(hmi, plc));
  }

  @Test
  void arpThatLiesAboutItsSenderIsSteered() {
    assertSteered(
        hmi.port(),
        Frames.arp(hmi, plc).with(Field.ARP_SHA, MacAddress.parse("02:00:00:00:00:66").bits()));
    assertSteered(hmi.port(), Frames.arp(hmi, plc).with(Field.ARP_SPA, eng.ip().bits()));
  }

  @Test
  void theTwoAddressesOfADestinationMustBelongTogether() {
    assertSteered(
        hmi.port(), Frames.tcp(hmi, 40000, plc, 502, SYN).with(Field.ETH_DST, valve.mac().bits()));
  }

  @Test
  void aGroupGoesToItsReceiversAndNobodyElse() {
    Frame trip =
        Frame.ethernet(sis.mac(), MacAddress.parse("01:0c:cd:01:00:01"), 0x88b8).tagged(0, 4);

    for (String state : site.plantStates().keySet()) {
      assertThat(new MemoryNetwork(site, state).send(sis.port(), trip))
          .containsExactlyInAnyOrder(
              new Arrival(valve.port(), trip), new Arrival(plc.port(), trip));
    }
    assertSteered(
        hmi.port(), Frame.ethernet(hmi.mac(), MacAddress.parse("01:0c:cd:01:00:01"), 0x88b8));
  }

  @Test
  void aTaggedOutDeviceIsReachedByNobodyAndReachesNobody() {
    MemoryNetwork maintenance = new MemoryNetwork(site, "maintenance");
    assertThat(maintenance.send(hmi.port(), Frames.tcp(hmi, 40000, plc, 502, SYN)))
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.port()).isEqualTo(DECOY));
    assertThat(maintenance.send(plc.port(), Frames.tcp(plc, 502, hmi, 40000, SYN_ACK)))
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.port()).isEqualTo(DECOY));
  }

  @Test
  void spoofedSourcesAreSteeredWithTheMarkOfTheTruePort() {
    for (PortRef socket : List.of(SOCKET, eng.port(), valve.port())) {
      assertSteered(socket, Frames.tcp(hmi, 40000, plc, 502, SYN));
    }
  }

  @Test
  void ownMacWithSomebodyElsesAddressIsSteered() {
    Frame borrowed = Frames.tcp(hmi, 40000, plc, 502, SYN).with(Field.ETH_SRC, eng.mac().bits());

    assertSteered(eng.port(), borrowed);
  }

  @Test
  void broadcastAndIpv6AreSteered() {
    assertSteered(hmi.port(), Frame.ethernet(hmi.mac(), MacAddress.BROADCAST, 0x0800));
    assertSteered(
        hmi.port(), Frame.ethernet(hmi.mac(), MacAddress.parse("33:33:00:00:00:01"), 0x86dd));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void aTagAtAnAccessPortIsDroppedWhateverItSays(int priority) {
    for (int vid = 1; vid < 4096; vid++) {
      Frame forged = Frames.tcp(hmi, 40000, plc, 502, SYN).tagged(vid, priority);
      assertThat(production.send(hmi.port(), forged)).as("VID %d", vid).isEmpty();
      assertThat(production.send(SOCKET, forged)).as("VID %d", vid).isEmpty();
    }
  }

  @Test
  void aPriorityTagIsUsedAgainForTheMark() {
    Frame tagged = Frames.tcp(hmi, 40000, valve, 502, SYN).tagged(0, 6);

    assertThat(production.send(SOCKET, tagged))
        .containsExactly(
            new Arrival(DECOY, tagged.untagged().tagged(markOf(SOCKET), Packets.TO_DECOY)));
  }

  @Test
  void anAnswerGoesBackToThePortThatAskedAndNoOther() {
    for (PortRef asker : List.of(SOCKET, hmi.port(), plc.port(), sis.port())) {
      // the answer's destination is the HMI's address, which the asker had spoofed
      Frame answer = Frames.tcp(plc, 502, hmi, 40000, SYN_ACK);
      assertThat(production.send(DECOY, answer.tagged(markOf(asker), 3)))
          .containsExactly(new Arrival(asker, answer));
    }
  }

  @Test
  void whatTheDecoyPlaneSendsWithoutAMarkOfAnAccessPortEnds() {
    Frame answer = Frames.tcp(plc, 502, hmi, 40000, SYN_ACK);

    assertThat(production.send(DECOY, answer)).isEmpty();
    assertThat(production.send(DECOY, answer.tagged(0, 4))).isEmpty();
    assertThat(production.send(DECOY, answer.tagged(100, 4))).isEmpty();
    site.markPlan()
        .blocks()
        .forEach(
            block -> {
              assertThat(production.send(DECOY, answer.tagged(block.first(), 4))).isEmpty();
              assertThat(production.send(DECOY, answer.tagged(block.first() + 63, 4))).isEmpty();
            });
  }

  @Test
  void aPortBeyondTheMarksIsCutOff() {
    MemoryNetwork wide = new MemoryNetwork(site, "production", Map.of("s1", Set.of(9, 4000)));

    assertThat(wide.send(PortRef.parse("s1:4000"), Frames.tcp(hmi, 40000, plc, 502, SYN)))
        .isEmpty();
  }

  private void assertSteered(PortRef from, Frame frame) {
    assertThat(production.send(from, frame))
        .containsExactly(new Arrival(DECOY, frame.tagged(markOf(from), Packets.TO_DECOY)));
  }

  private int markOf(PortRef port) {
    return site.markPlan().markOf(port).orElseThrow();
  }
}
