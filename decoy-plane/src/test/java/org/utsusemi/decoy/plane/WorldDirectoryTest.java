package org.utsusemi.decoy.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.utsusemi.decoy.plane.Views.HMI;
import static org.utsusemi.decoy.plane.Views.METER;
import static org.utsusemi.decoy.plane.Views.PLC;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.host.UdpPort;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

class WorldDirectoryTest {
  private static final Tcp SYN =
      new Tcp(
          40_000,
          502,
          1,
          0,
          Tcp.SYN,
          1024,
          0,
          List.of(new TcpOption.MaximumSegmentSize(1460)),
          ByteBuffer.allocate(0));

  private static final Peer ROGUE =
      new Peer(
          3080, MacAddress.parse("02:00:00:00:00:66"), Ipv4Address.parse("10.20.1.66"), 40_000);

  private final WorldDirectory directory =
      new WorldDirectory(InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")));

  @BeforeEach
  void begin() {
    directory.replace(plant().view(1));
  }

  private static Views plant() {
    return new Views()
        .conduit(HMI, PLC, "tcp", "502", false)
        .conduit(HMI, METER, "tcp", "500-600", true)
        .conduit(HMI, METER, "udp", "161", true)
        .conduit(PLC, METER, "icmp", "0", false);
  }

  private static Peer peer(RealDevice device, int port) {
    return new Peer(Views.markOf(device), device.mac(), device.ip(), port);
  }

  private Host host(RealDevice device) {
    return directory.hostAt(device.ip(), ROGUE).orElseThrow();
  }

  private List<Host> clones() {
    List<Host> clones = new ArrayList<>();
    IntStream.range(0, 256)
        .mapToObj(Views.NETWORK.network()::plus)
        .filter(address -> !directory.isReal(address))
        .forEach(address -> directory.hostAt(address, ROGUE).ifPresent(clones::add));
    return clones;
  }

  private Verdict judge(Peer source, Host target, String protocol, int targetPort) {
    return directory.judge(source, target, protocol, targetPort, false);
  }

  private static Verdict violation(Verdict.Treatment treatment) {
    return new Verdict(treatment, true);
  }

  @Test
  void beforeTheFirstWorldViewNobodyAnswers() {
    WorldDirectory empty = new WorldDirectory(InstantSource.system());
    assertThat(empty.hostAt(PLC.ip(), ROGUE)).isEmpty();
    assertThat(empty.isReal(PLC.ip())).isFalse();
    assertThat(empty.isMark(Views.markOf(PLC))).isFalse();
    assertThat(directory.isMark(Views.markOf(PLC))).isTrue();
    assertThat(directory.isMark(1)).isFalse();
  }

  @Test
  void aRealDeviceIsAnsweredForWithItsOwnAddressesAndItsPersona() {
    Host plc = host(PLC);
    assertThat(plc.name()).isEqualTo("plc1");
    assertThat(plc.mac()).isEqualTo(PLC.mac());
    assertThat(plc.ip()).isEqualTo(PLC.ip());
    TcpAnswer synAck = plc.personality().toSyn(SYN).orElseThrow();
    assertThat(synAck.ip()).isEqualTo(new IpFields(64, true));
    assertThat(synAck.window()).isEqualTo(0x5dc);
    assertThat(synAck.options().answering(SYN, 0))
        .containsExactly(
            new TcpOption.Encoded(ByteBuffer.wrap(new byte[] {2, 4, 1024 / 256, 1024 % 256})));
    assertThat(plc.tcp(502))
        .isInstanceOfSatisfying(
            TcpPort.Open.class, open -> assertThat(open.service().protocol()).isEqualTo("modbus"));
    assertThat(plc.tcp(80)).isInstanceOf(TcpPort.Open.class);
    assertThat(plc.tcp(81)).isInstanceOf(TcpPort.Filtered.class);
    assertThat(plc.tcp(82)).isInstanceOf(TcpPort.Closed.class);
    assertThat(plc.udp(161)).isInstanceOf(UdpPort.Open.class);
    assertThat(plc.udp(162)).isInstanceOf(UdpPort.Closed.class);
    assertThat(plc.udp(1)).isInstanceOf(UdpPort.Filtered.class);
  }

  @Test
  void withoutAPersonaADeviceHasThePortsThatConduitsToItName() {
    Host meter = host(METER);
    assertThat(IntStream.range(0, 65_536).filter(p -> meter.tcp(p) instanceof TcpPort.Open))
        .hasSize(101)
        .contains(500, 600);
    assertThat(IntStream.range(0, 65_536).filter(p -> meter.udp(p) instanceof UdpPort.Open))
        .containsExactly(161);
    assertThat(protocol(meter, 502)).isEqualTo("modbus");
    assertThat(protocol(meter, 503)).isEqualTo("tcp");
    assertThat(host(HMI).tcp(502)).isInstanceOf(TcpPort.Closed.class);
  }

  private static String protocol(Host host, int port) {
    return ((TcpPort.Open) host.tcp(port)).service().protocol();
  }

  @Test
  void whatAMadeUpDeviceShowsIsTheSameAgainAndOtherInAnotherInstallation() {
    String here = registers(host(METER));
    directory.replace(plant().view(2));
    assertThat(registers(host(METER))).isEqualTo(here);
    directory.replace(plant().key(2).view(3));
    assertThat(registers(host(METER))).isNotEqualTo(here);
  }

  /** The answer to a read of ten holding registers. */
  private static String registers(Host host) {
    StringBuilder answer = new StringBuilder();
    StreamService.Output out =
        new StreamService.Output() {
          @Override
          public void send(byte[] bytes) {
            answer.append(HexFormat.of().formatHex(bytes));
          }

          @Override
          public void close() {
            answer.append(" closed");
          }

          @Override
          public void reset() {
            answer.append(" reset");
          }

          @Override
          public void touched(String summary, byte[] payload) {
            assertThat(summary).isNotEmpty();
          }
        };
    ((TcpPort.Open) host.tcp(502))
        .service()
        .open(ROGUE, out)
        .receive(new byte[] {0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 10});
    assertThat(answer.toString()).startsWith("0001000000170103" + "14");
    return answer.toString();
  }

  @Test
  void aDeviceAtItsOwnPortHearsNothingOfItself() {
    assertThat(directory.hostAt(PLC.ip(), peer(PLC, 0))).isEmpty();
    Peer elsewhere = new Peer(Views.markOf(HMI), PLC.mac(), PLC.ip(), 0);
    assertThat(directory.hostAt(PLC.ip(), elsewhere)).isPresent();
    Peer otherMac = new Peer(Views.markOf(PLC), ROGUE.mac(), PLC.ip(), 0);
    assertThat(directory.hostAt(PLC.ip(), otherMac)).isPresent();
  }

  @Test
  void clonesStandOnAShareOfTheUnusedAddressesAndNowhereElse() {
    List<Host> clones = clones();
    assertThat(clones).hasSizeBetween(95, 155);
    assertThat(clones).extracting(Host::name).containsOnly("clone");
    assertThat(clones)
        .extracting(Host::mac)
        .doesNotHaveDuplicates()
        .doesNotContain(PLC.mac(), HMI.mac(), METER.mac())
        .allMatch(mac -> mac.toString().startsWith("00:30:de:"));
    assertThat(clones)
        .extracting(host -> host.ip().toString())
        .doesNotContain("10.20.1.0", "10.20.1.1", "10.20.1.255");
    WorldDirectory.Change change = directory.replace(plant().view(2));
    assertThat(change.activeClones()).isEqualTo(clones.size());
  }

  @Test
  void aDeviceThatProbesForItsOwnAddressHearsNothing() {
    Peer starting = new Peer(Views.markOf(PLC), PLC.mac(), Ipv4Address.ANY, 0);
    assertThat(directory.hostAt(PLC.ip(), starting)).isEmpty();
    assertThat(directory.hostAt(PLC.ip(), new Peer(3080, ROGUE.mac(), Ipv4Address.ANY, 0)))
        .isPresent();
  }

  @Test
  void nobodyHearsACloneOnItsOwnAddress() {
    Ipv4Address address = clones().get(0).ip();
    assertThat(directory.hostAt(address, new Peer(3080, ROGUE.mac(), address, 0))).isEmpty();
  }

  @Test
  void aConversationOfAnotherPlantStateIsAViolationInBothDirections() {
    assertThat(judge(peer(HMI, 40_000), host(PLC), "tcp", 502))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
    assertThat(judge(peer(PLC, 502), host(HMI), "tcp", 40_000))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
    assertThat(judge(peer(PLC, 0), host(METER), "icmp", 0))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
    assertThat(judge(peer(METER, 0), host(PLC), "icmp-reply", 0))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
  }

  @Test
  void soIsOneOfThePresentStateWhoseFramesAreStillOnTheirWay() {
    assertThat(judge(peer(HMI, 40_000), host(METER), "tcp", 550))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
  }

  @Test
  void anythingElseIsAnsweredAsACloneWould() {
    assertThat(judge(peer(HMI, 40_000), host(PLC), "tcp", 80)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(HMI, 40_000), host(PLC), "udp", 502)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(PLC, 40_000), host(HMI), "tcp", 502)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(METER, 40_000), host(PLC), "tcp", 502)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(METER, 0), host(PLC), "icmp", 0)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(PLC, 0), host(METER), "icmp-reply", 0)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(ROGUE, host(PLC), "tcp", 502)).isEqualTo(Verdict.ANSWER);
    assertThat(judge(peer(HMI, 40_000), clones().get(0), "tcp", 502)).isEqualTo(Verdict.ANSWER);
  }

  @Test
  void fromTheServicePortNothingIsOpened() {
    assertThat(directory.judge(peer(HMI, 40_000), host(PLC), "tcp", 502, true))
        .isEqualTo(violation(Verdict.Treatment.REFUSE));
    assertThat(directory.judge(peer(PLC, 502), host(HMI), "tcp", 80, true))
        .isEqualTo(Verdict.ANSWER);
  }

  @Test
  void devicesAreLinkedByAnyConduitInEitherDirectionUnlessSpoofed() {
    directory.replace(
        new Views()
            .conduit(HMI, PLC, "tcp", "502", false)
            .conduit(PLC, METER, "0x88b8", "0", false)
            .view(2));
    assertThat(directory.isLinked(peer(HMI, 0), PLC.ip())).isTrue();
    assertThat(directory.isLinked(peer(PLC, 0), HMI.ip())).isTrue();
    assertThat(directory.isLinked(peer(METER, 0), PLC.ip())).isTrue();
    assertThat(directory.isLinked(peer(HMI, 0), METER.ip())).isFalse();
    assertThat(directory.isLinked(peer(HMI, 0), clones().get(0).ip())).isFalse();
    assertThat(directory.isLinked(new Peer(3080, HMI.mac(), HMI.ip(), 0), PLC.ip())).isFalse();

    int plc = Views.markOf(PLC);
    assertThat(directory.isLinked(plc, PLC.mac(), "0x88b8")).isTrue();
    assertThat(directory.isLinked(Views.markOf(METER), METER.mac(), "0x88b8")).isTrue();
    assertThat(directory.isLinked(plc, PLC.mac(), "0x88b9")).isFalse();
    assertThat(directory.isLinked(plc, HMI.mac(), "0x88b8")).isFalse();
    assertThat(directory.isLinked(Views.markOf(HMI), HMI.mac(), "0x88b8")).isFalse();
  }

  @Test
  void whoeverOnlyClaimsToBeADeviceIsAnsweredToo() {
    Peer otherPort = new Peer(3080, HMI.mac(), HMI.ip(), 40_000);
    Peer otherMac = new Peer(Views.markOf(HMI), ROGUE.mac(), HMI.ip(), 40_000);
    Peer noMark = new Peer(0, HMI.mac(), HMI.ip(), 40_000);
    for (Peer spoofed : List.of(otherPort, otherMac, noMark)) {
      assertThat(judge(spoofed, host(PLC), "tcp", 502)).isEqualTo(Verdict.ANSWER);
    }
  }

  @ParameterizedTest
  @CsvSource({"REFUSE, REFUSE", "ANSWER, ANSWER", "SILENT, SILENT"})
  void aViolationIsTreatedAsTheSiteSays(OutOfState policy, Verdict.Treatment treatment) {
    directory.replace(plant().outOfState(policy).view(2));
    assertThat(judge(peer(HMI, 40_000), host(PLC), "tcp", 502)).isEqualTo(violation(treatment));
  }

  @Test
  void aGrantIsWhatWasNotPermittedAndNowIs() {
    Views after =
        new Views()
            .conduit(HMI, PLC, "tcp", "502", true)
            .conduit(HMI, METER, "tcp", "500-600", true)
            .conduit(HMI, METER, "udp", "161", false);
    Set<Grant> granted = directory.replace(after.view(2)).granted();
    assertThat(granted).containsExactly(new Grant(HMI.ip(), PLC.ip(), "tcp", NumberRange.of(502)));
    Grant grant = granted.iterator().next();
    assertThat(grant.concerns(peer(HMI, 40_000), PLC.ip(), 502)).isTrue();
    assertThat(grant.concerns(peer(METER, 40_000), PLC.ip(), 502)).isFalse();
    assertThat(grant.concerns(peer(HMI, 40_000), METER.ip(), 502)).isFalse();
    assertThat(grant.concerns(peer(HMI, 40_000), PLC.ip(), 503)).isFalse();
    assertThat(directory.replace(after.view(3)).granted()).isEmpty();
  }

  @Test
  void aPersonaThatCannotBeReadIsAsIfThereWereNone() {
    directory.replace(plant().persona("persona: [broken").view(2));
    TcpAnswer synAck = host(PLC).personality().toSyn(SYN).orElseThrow();
    assertThat(synAck.ip()).isEqualTo(new IpFields(64, false));
    assertThat(synAck.window()).isEqualTo(8192);
    assertThat(protocol(host(PLC), 502)).isEqualTo("modbus");
    assertThat(host(PLC).tcp(80)).isInstanceOf(TcpPort.Closed.class);
    assertThat(clones()).isNotEmpty().allMatch(clone -> protocol(clone, 502).equals("modbus"));
  }

  @Test
  void aViewThatContradictsItselfIsRefusedAndTheOneBeforeStays() {
    WorldView good = plant().view(2);
    WorldView bad =
        new WorldView(
            2,
            good.site(),
            good.plantState(),
            good.outOfState(),
            List.of(PLC, PLC),
            good.conduits(),
            good.marks(),
            good.cloneNetworks(),
            good.addressBookKey(),
            Map.of());
    assertThatThrownBy(() -> directory.replace(bad)).isInstanceOf(IllegalArgumentException.class);
    assertThat(host(HMI).name()).isEqualTo("hmi");
  }
}
