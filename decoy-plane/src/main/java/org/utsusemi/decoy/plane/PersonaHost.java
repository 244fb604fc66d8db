package org.utsusemi.decoy.plane;

import java.util.Optional;
import org.utsusemi.decoy.host.DatagramService;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.host.UdpPort;
import org.utsusemi.decoy.ics.modbus.ModbusService;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PortRules.Port;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** A persona on an address. */
final class PersonaHost implements Host {
  private static final DatagramService MUTE = new MuteDatagrams();

  private final String name;
  private final Ipv4Address ip;
  private final MacAddress mac;
  private final Persona persona;
  private final Personality personality;
  private final StreamService mute = new MuteStream();
  private final StreamService modbus;
  private final LearnedServices learned;

  /**
   * @param seed this host's own, from which all follows that the persona leaves open
   * @param madeUp where it gets a profile when the persona has none
   * @param states where it keeps its counters
   */
  PersonaHost(
      String name,
      Ipv4Address ip,
      MacAddress mac,
      Persona persona,
      long seed,
      DeviceValues values,
      MadeUpProfiles madeUp,
      HostStates states) {
    this.name = name;
    this.ip = ip;
    this.mac = mac;
    this.persona = persona;
    this.personality = persona.personality().on(ip.bits(), seed, persona.uptime(), states);
    this.modbus =
        new ModbusService(() -> persona.modbus().orElseGet(() -> madeUp.of(seed)), values);
    this.learned = new LearnedServices(persona.learned(), ip, seed, values);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Ipv4Address ip() {
    return ip;
  }

  @Override
  public MacAddress mac() {
    return mac;
  }

  @Override
  public Personality personality() {
    return personality;
  }

  @Override
  public Optional<Latency> roundTrip() {
    return persona.roundTrip();
  }

  @Override
  public TcpPort tcp(int port) {
    Port rule = persona.tcp().at(port);
    if (rule instanceof Port.Open open) {
      Manners own = open.manners();
      return new TcpPort.Open(
          open.service().map(service -> service(service, port)).orElse(mute),
          new Manners(own.latency().or(persona::latency), own.sessions(), own.idleNanos()));
    }
    return rule instanceof Port.Filtered ? new TcpPort.Filtered() : new TcpPort.Closed();
  }

  @Override
  public UdpPort udp(int port) {
    Port rule = persona.udp().at(port);
    if (rule instanceof Port.Open open) {
      DatagramService service = learned.datagrams(port).orElse(MUTE);
      return new UdpPort.Open(service, open.manners().latency().or(persona::latency));
    }
    return rule instanceof Port.Filtered ? new UdpPort.Filtered() : new UdpPort.Closed();
  }

  /**
   * Modbus speaks, and what was learned; services that have no code yet are heard and not answered.
   */
  private StreamService service(String service, int port) {
    return service.equals("modbus") ? modbus : learned.stream(port).orElse(mute);
  }
}
