package org.utsusemi.decoy.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.decoy.plane.Views.PLC;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.CloneNetwork;

/** A clone makes room for a machine that comes; a device's double does not. */
class YieldingTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
  private static final MacAddress NEW_MAC = MacAddress.parse("02:00:00:00:00:77");
  private static final Peer ASKER =
      new Peer(3080, MacAddress.parse("02:00:00:00:00:66"), Ipv4Address.parse("10.20.1.66"), 0);

  private final WorldDirectory directory = new WorldDirectory(CLOCK);

  private static Peer at(Ipv4Address address, MacAddress mac, int mark) {
    return new Peer(mark, mac, address, 0);
  }

  private Host clone(WorldDirectory of) {
    return IntStream.range(2, 255)
        .mapToObj(i -> Ipv4Address.parse("10.20.1." + i))
        .filter(address -> !of.isReal(address))
        .flatMap(address -> of.hostAt(address, ASKER).stream())
        .findFirst()
        .orElseThrow();
  }

  private WorldDirectory alone() {
    Persona persona =
        PersonaFile.reader()
            .read("p", "persona: p\nmac: \"00:30:de\"\nfingerprint: T1(R=Y%DF=Y%T=3B-45)\n")
            .persona()
            .orElseThrow();
    return new WorldDirectory(
        CLOCK,
        new StandaloneHosts(
            Map.of(),
            List.of(new CloneNetwork("n", Views.NETWORK, 1, List.of("p"), List.of())),
            Map.of("p", persona),
            new byte[32]));
  }

  @Test
  void aCloneYieldsToAnAnnouncementOnceAndStaysAwayInLaterWorldViews() {
    directory.replace(new Views().view(1));
    Ipv4Address address = clone(directory).ip();

    assertThat(directory.yields(at(address, NEW_MAC, 3080), true)).isPresent();
    assertThat(directory.yields(at(address, NEW_MAC, 3080), true)).isEmpty();
    assertThat(directory.hostAt(address, ASKER)).isEmpty();
    directory.replace(new Views().view(2));
    assertThat(directory.hostAt(address, ASKER)).isEmpty();
  }

  @Test
  void besideAControllerAnOrdinaryRequestTakesNothing() {
    directory.replace(new Views().view(1));
    Ipv4Address address = clone(directory).ip();
    assertThat(directory.yields(at(address, NEW_MAC, 3080), false)).isEmpty();
    assertThat(directory.hostAt(address, ASKER)).isPresent();
  }

  @Test
  void theDoubleOfADeviceStays() {
    directory.replace(new Views().view(1));
    assertThat(directory.yields(at(PLC.ip(), NEW_MAC, 3080), true)).isEmpty();
    assertThat(directory.hostAt(PLC.ip(), ASKER)).isPresent();
  }

  @Test
  void aClonesOwnMacTakesNothing() {
    directory.replace(new Views().view(1));
    Host clone = clone(directory);
    assertThat(directory.yields(at(clone.ip(), clone.mac(), 3080), true)).isEmpty();
    assertThat(directory.hostAt(clone.ip(), ASKER)).isPresent();
  }

  @Test
  void onePortTakesNoMoreThanItsShare() {
    directory.replace(new Views().view(1));
    List<Ipv4Address> clones =
        IntStream.range(2, 255)
            .mapToObj(i -> Ipv4Address.parse("10.20.1." + i))
            .filter(address -> !directory.isReal(address))
            .filter(address -> directory.hostAt(address, ASKER).isPresent())
            .toList();
    clones.forEach(address -> directory.yields(at(address, NEW_MAC, 3080), true));
    assertThat(clones.stream().filter(address -> directory.hostAt(address, ASKER).isPresent()))
        .hasSize(clones.size() - YieldedAddresses.EACH_PORT);
  }

  @Test
  void aloneACloneYieldsToWhateverUsesItsAddress() {
    WorldDirectory alone = alone();
    Ipv4Address address = clone(alone).ip();
    assertThat(alone.yields(at(address, NEW_MAC, 0), false)).isPresent();
    assertThat(alone.hostAt(address, ASKER)).isEqualTo(Optional.empty());
  }

  @Test
  void onlyAloneIsAFrameWithoutATagOurs() {
    directory.replace(new Views().view(1));
    assertThat(directory.isMark(0)).isFalse();
    assertThat(new WorldDirectory(CLOCK).isMark(0)).isFalse();
    assertThat(alone().isMark(0)).isTrue();
    assertThat(alone().isMark(3080)).isFalse();
  }

  @Test
  void aloneEveryAddressOfALargeSubnetIsSomebodyWithAMacOfItsOwn() {
    Persona persona =
        PersonaFile.reader()
            .read("p", "persona: p\nmac: \"00:30:de\"\nfingerprint: T1(R=Y%DF=Y%T=3B-45)\n")
            .persona()
            .orElseThrow();
    Ipv4Subnet wide = Ipv4Subnet.parse("10.77.0.0/16");
    StandaloneHosts hosts =
        new StandaloneHosts(
            Map.of(),
            List.of(new CloneNetwork("n", wide, 1, List.of("p"), List.of())),
            Map.of("p", persona),
            new byte[32]);
    WorldDirectory alone = new WorldDirectory(CLOCK, hosts);
    assertThat(hosts.count()).isEqualTo(65_534);
    assertThat(
            IntStream.range(0, 65_536)
                .mapToObj(i -> alone.hostAt(wide.network().plus(i), ASKER))
                .flatMap(Optional::stream)
                .map(Host::mac)
                .distinct())
        .hasSize(65_534);
  }
}
