package org.utsusemi.decoy.plane;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.book.AddressBook;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.persona.MacPattern;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PortRules;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Overlays;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.plane.RealDevice;

/** The hosts of one world, each made when it is first asked for; a bounded number is kept. */
final class Hosts {
  private static final int MODBUS = 502;
  private static final int KEPT = 4096;

  /** Stands in for a clone's persona that cannot be read. */
  private static final Persona MODBUS_DEVICE =
      Persona.unknown(
          "modbus",
          new PortRules(
              new PortRules.Port.Closed(),
              List.of(rule(NumberRange.of(MODBUS), Optional.of("modbus")))),
          new PortRules(new PortRules.Port.Closed(), List.of()));

  private final World world;
  private final RememberedPlaces places;
  private final Overlays overlays;
  private final InstantSource clock;
  private final MadeUpProfiles madeUp;
  private final HostStates states;
  private final LinkedHashMap<Ipv4Address, Optional<Host>> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ipv4Address, Optional<Host>> eldest) {
          return size() > KEPT;
        }
      };

  Hosts(
      World world,
      Overlays overlays,
      InstantSource clock,
      MadeUpProfiles madeUp,
      HostStates states) {
    this.world = world;
    this.places = new RememberedPlaces(world.book());
    this.overlays = overlays;
    this.clock = clock;
    this.madeUp = madeUp;
    this.states = states;
  }

  Optional<Host> at(Ipv4Address address) {
    return made.computeIfAbsent(address, this::make);
  }

  private Optional<Host> make(Ipv4Address address) {
    Optional<RealDevice> device = world.deviceAt(address);
    if (device.isPresent()) {
      return device.map(this::twin);
    }
    Optional<StandaloneHosts.Bound> bound = world.boundAt(address);
    return bound.isPresent()
        ? bound.map(this::bound)
        : places.at(address).flatMap(entry -> clone(address, entry));
  }

  private Host bound(StandaloneHosts.Bound bound) {
    MacAddress mac =
        bound
            .mac()
            .whole()
            .orElseGet(() -> bound.mac().with(world.book().macSuffix(bound.address())));
    return host("clone", bound.address(), mac, bound.persona());
  }

  private Host twin(RealDevice device) {
    Persona persona = world.persona(device.persona()).orElseGet(() -> fromConduits(device.name()));
    return host(device.name(), device.ip(), device.mac(), persona);
  }

  /** No clone has the MAC address of a device: such an address stays unused. */
  private Optional<Host> clone(Ipv4Address address, AddressBook.Entry entry) {
    Persona persona = world.persona(entry.persona()).orElse(MODBUS_DEVICE);
    return persona
        .mac()
        .or(() -> neighbourPrefix(address))
        .map(pattern -> pattern.with(entry.macSuffix()))
        .filter(mac -> !world.isTaken(mac))
        .map(mac -> host("clone", address, mac, persona));
  }

  /** The vendor of one of the real devices: as likely as any around here. */
  private Optional<MacPattern> neighbourPrefix(Ipv4Address address) {
    List<RealDevice> devices = world.view().devices();
    if (devices.isEmpty()) {
      return Optional.empty();
    }
    long number = Long.remainderUnsigned(places.seed(address), devices.size());
    return Optional.of(MacPattern.prefixOf(devices.get((int) number).mac()));
  }

  private Host host(String name, Ipv4Address ip, MacAddress mac, Persona persona) {
    long seed = places.seed(ip);
    DeviceValues values = new DeviceValues(ip, seed, overlays, clock);
    return new PersonaHost(name, ip, mac, persona, seed, values, madeUp, states);
  }

  /** Open is what conduits to the device name, whatever the state; all else is closed. */
  private Persona fromConduits(String device) {
    return Persona.unknown(device, rules(device, "tcp"), rules(device, "udp"));
  }

  private PortRules rules(String device, String protocol) {
    BitSet open = new BitSet();
    world.conduitsTo(device).stream()
        .filter(conduit -> conduit.protocol().equals(protocol))
        .forEach(conduit -> open.set(conduit.ports().first(), conduit.ports().last() + 1));
    List<PortRules.Rule> rules = new ArrayList<>();
    if (protocol.equals("tcp") && open.get(MODBUS)) {
      open.clear(MODBUS);
      rules.add(rule(NumberRange.of(MODBUS), Optional.of("modbus")));
    }
    for (int first = open.nextSetBit(0); first >= 0; ) {
      int end = open.nextClearBit(first);
      rules.add(rule(new NumberRange(first, end - 1), Optional.empty()));
      first = open.nextSetBit(end);
    }
    return new PortRules(new PortRules.Port.Closed(), rules);
  }

  private static PortRules.Rule rule(NumberRange ports, Optional<String> service) {
    return new PortRules.Rule(ports, new PortRules.Port.Open(service));
  }
}
