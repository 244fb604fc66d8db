package org.utsusemi.decoy.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PortRules;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Overlays;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** A scan asks thousands of hosts for their ports; the profiles behind them are few. */
class MadeUpProfilesTest {
  private static final byte[] READ = {0, 1, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1};
  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:01");

  private final MadeUpProfiles profiles = new MadeUpProfiles();
  private final Ear ear = new Ear();

  /** Counts answers. */
  private static final class Ear implements StreamService.Output {
    private int answers;

    @Override
    public void send(byte[] bytes) {
      answers++;
    }

    @Override
    public void close() {
      throw new AssertionError("closed");
    }

    @Override
    public void reset() {
      throw new AssertionError("reset");
    }

    @Override
    public void touched(String summary, byte[] payload) {
      assertThat(summary).isNotEmpty();
    }
  }

  private StreamService modbusOf(int number) {
    PortRules.Port open = new PortRules.Port.Open(Optional.of("modbus"));
    Persona persona =
        Persona.unknown(
            "plc",
            new PortRules(open, List.of()),
            new PortRules(new PortRules.Port.Closed(), List.of()));
    Ipv4Address ip = new Ipv4Address(0x0a00_0000 + number);
    DeviceValues values = new DeviceValues(ip, number, new Overlays(100), InstantSource.system());
    PersonaHost host =
        new PersonaHost("clone", ip, MAC, persona, number, values, profiles, new HostStates(9));
    return ((TcpPort.Open) host.tcp(502)).service();
  }

  private StreamService.Session open(StreamService service) {
    return service.open(new Peer(3001, MAC, Ipv4Address.parse("10.0.0.66"), 40_000), ear);
  }

  @Test
  void aPortThatIsOnlyLookedAtHasNone() {
    open(modbusOf(1));
    assertThat(profiles.kept()).isZero();
  }

  @Test
  void fewAreKeptHoweverManySpeak() {
    for (int number = 0; number < 2 * MadeUpProfiles.KEPT; number++) {
      open(modbusOf(number)).receive(READ);
    }
    assertThat(profiles.kept()).isEqualTo(MadeUpProfiles.KEPT);
    assertThat(ear.answers).isEqualTo(2 * MadeUpProfiles.KEPT);
  }

  @Test
  void theOneAskedForLastStays() {
    var first = profiles.of(0);
    for (int seed = 1; seed < 2 * MadeUpProfiles.KEPT; seed++) {
      profiles.of(seed);
      assertThat(profiles.of(0)).isSameAs(first);
    }
  }
}
