package org.utsusemi.controller.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.PlantUnderTest;
import org.utsusemi.topology.model.Site;

class ExplanationTest {
  private final Site site = PlantUnderTest.site();

  private List<String> explain(String packet) {
    Question question = PacketNotation.parse(site, packet);
    Map<String, Set<Integer>> ports =
        Map.of(question.in().switchName(), Set.of(question.in().port()));
    Network network =
        new Network(site, new Planner(site).plan(site.conduitsIn("production"), ports));
    return Explanation.of(site, question, network.send(question.in(), question.frame()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hmi > plc tcp 502 | delivered to plc (10.0.0.3) at s3:1",
        "hmi>plc tcp 502 from 1024 flags PA | delivered to plc (10.0.0.3) at s3:1",
        "plc > hmi tcp 1024 from 502 flags SA | delivered to hmi (10.0.0.1) at s1:1",
        "plc > hmi tcp 1024 from 502 flags S | steered to the decoy port s2:20, mark 3137 (came in by s3:1): answered as hmi would; no real device sees it",
        "hmi > 10.0.0.3 tcp 502 | delivered to plc (10.0.0.3) at s3:1",
        "hmi > 10.0.0.3/02:00:00:00:00:04 tcp 502 | steered to the decoy port s2:20, mark 3009 (came in by s1:1): answered as plc would; no real device sees it",
        "hmi > 10.0.0.77 udp 161 | steered to the decoy port s2:20, mark 3009 (came in by s1:1): answered as the clone at 10.0.0.77 would, if there is one; no real device sees it",
        "eng > plc ping | delivered to plc (10.0.0.3) at s3:1",
        "plc > eng ping-reply | delivered to eng (10.0.0.2) at s1:2",
        "hmi > plc ping at s1:2 | steered to the decoy port s2:20, mark 3010 (came in by s1:2): answered as plc would; no real device sees it",
        "10.0.0.99 > plc arp at s1:9 | steered to the decoy port s2:20, mark 3017 (came in by s1:9): answered as plc would; no real device sees it",
        "hmi > plc arp | delivered to plc (10.0.0.3) at s3:1",
        "sis > 01:0c:cd:01:00:01 0x88b8 tag 0 | delivered to plc (10.0.0.3) at s3:1",
        "hmi > plc tcp 502 tag 7 | dropped: nobody sees it",
        "hmi > 33:33:00:00:00:01 0x86dd | steered to the decoy port s2:20, mark 3009 (came in by s1:1): answered as nobody: it is recorded; no real device sees it",
      })
  void saysWhereAPacketEnds(String packet, String end) {
    assertThat(explain(packet)).contains("=> " + end);
  }

  @Test
  void saysWhyTableByTable() {
    List<String> lines = explain("hmi > plc tcp 502");
    assertThat(lines).anyMatch(line -> line.contains("switch s1, in by port 1"));
    assertThat(lines).anyMatch(line -> line.matches("  table 0 ingress +sent by hmi .*:12:3\\)"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    "  table 1 conduits +conduit supervise: hmi -> plc modbus .*:21:3\\)"));
    assertThat(lines)
        .anyMatch(line -> line.matches("    table=1,priority=500,.*tcp_dst=502 actions=.*"));
    assertThat(lines).filteredOn(line -> line.startsWith("switch ")).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "hmi | '>' is missing",
        "hmi > | a TARGET is missing",
        "hmi > plc | a protocol is missing",
        "hmi > plc tcp | a port is missing",
        "hmi > plc tcp 99999 | '99999' is not a port (0-65535)",
        "hmi > plc tcp 502 flags X | 'X' are no flags: letters of FSRPAUEC expected, such as SA",
        "hmi > plc sctp | 'sctp' is no protocol: tcp, udp, ping, ping-reply, arp or 0x0600-0xffff",
        "hmi > plc 0x0011 | '0x0011' is no protocol: tcp, udp, ping, ping-reply, arp or 0x0600-0xffff",
        "hmi > plc ping pong | 'pong' is one word too many",
        "hmi > plc ping at s9:1 | there is no switch s9",
        "hmi > plc ping at s1 | 's1' is no SWITCH:PORT",
        "hmi > plcc ping | 'plcc' is no device, IP, IP/MAC or MAC",
        "hmi > 10.0.0.3/x ping | 'x' is no MAC address",
        "10.0.0.99 > plc ping | 10.0.0.99 is no device of the site: say where it is plugged in, at SWITCH:PORT",
        "hmi plc ping | '>' expected behind hmi, found 'plc'",
      })
  void saysWhatIsWrongWithAPacket(String packet, String message) {
    assertThatThrownBy(() -> explain(packet))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
