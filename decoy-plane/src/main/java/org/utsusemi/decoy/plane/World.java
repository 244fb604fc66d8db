package org.utsusemi.decoy.plane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.utsusemi.decoy.book.AddressBook;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/** One world view, made quick to ask. */
final class World {
  private record Pair(String from, String to) {}

  private final WorldView view;
  private final MarkPlan marks;
  private final Map<String, Persona> personas;
  private final Map<Ipv4Address, RealDevice> byIp;
  private final Set<MacAddress> macs;
  private final Map<Pair, List<PlaneConduit>> conduits = new HashMap<>();
  private final Map<String, Set<String>> speakers = new HashMap<>();
  private final AddressBook book;
  private final Map<Ipv4Address, StandaloneHosts.Bound> bound;
  private final boolean alone;

  /**
   * @param personas those of the view that could be read
   * @throws IllegalArgumentException when the view contradicts itself
   */
  World(WorldView view, Map<String, Persona> personas) {
    this(view, personas, Map.of(), false);
  }

  /** The world of a decoy plane by itself: nothing is real, and no frame is marked. */
  static World of(StandaloneHosts hosts) {
    WorldView view =
        new WorldView(
            1,
            "",
            "",
            OutOfState.REFUSE,
            List.of(),
            List.of(),
            List.of(),
            hosts.networks(),
            hosts.key(),
            Map.of());
    return new World(view, hosts.personas(), hosts.bound(), true);
  }

  private World(
      WorldView view,
      Map<String, Persona> personas,
      Map<Ipv4Address, StandaloneHosts.Bound> bound,
      boolean alone) {
    if (view.addressBookKey().length == 0) {
      throw new IllegalArgumentException("a world view without an address book key");
    }
    this.view = view;
    this.marks = new MarkPlan(view.marks());
    this.personas = Map.copyOf(personas);
    this.byIp =
        view.devices().stream()
            .collect(Collectors.toMap(RealDevice::ip, Function.identity(), (a, b) -> a));
    if (byIp.size() < view.devices().size()) {
      throw new IllegalArgumentException("a world view with two devices on one address");
    }
    this.macs =
        view.devices().stream().map(RealDevice::mac).collect(Collectors.toCollection(HashSet::new));
    for (PlaneConduit conduit : view.conduits()) {
      conduits
          .computeIfAbsent(new Pair(conduit.from(), conduit.to()), pair -> new ArrayList<>())
          .add(conduit);
      speakers
          .computeIfAbsent(conduit.protocol(), protocol -> new HashSet<>())
          .addAll(List.of(conduit.from(), conduit.to()));
    }
    this.bound = Map.copyOf(bound);
    bound.values().forEach(one -> one.mac().whole().ifPresent(macs::add));
    this.alone = alone;
    this.book = bookOf(view);
  }

  static AddressBook bookOf(WorldView view) {
    return new AddressBook(
        view.addressBookKey(),
        view.cloneNetworks(),
        view.devices().stream().map(RealDevice::ip).toList());
  }

  WorldView view() {
    return view;
  }

  AddressBook book() {
    return book;
  }

  Optional<RealDevice> deviceAt(Ipv4Address address) {
    return Optional.ofNullable(byIp.get(address));
  }

  /** What a decoy plane by itself was told to be at an address. */
  Optional<StandaloneHosts.Bound> boundAt(Ipv4Address address) {
    return Optional.ofNullable(bound.get(address));
  }

  /** Whether there is no controller, nor switches that mark frames. */
  boolean isAlone() {
    return alone;
  }

  /** Whether a MAC address is spoken for, by a device or by whoever has it from the start. */
  boolean isTaken(MacAddress mac) {
    return macs.contains(mac);
  }

  Optional<Persona> persona(String name) {
    return Optional.ofNullable(personas.get(name));
  }

  /** Whether a frame with these marks of origin comes from the device that it claims to be. */
  boolean isUnspoofed(RealDevice device, int mark, MacAddress mac) {
    return device.mac().equals(mac) && marks.portOf(mark).filter(device.port()::equals).isPresent();
  }

  /** What some plant state permits from one device to another. */
  List<PlaneConduit> conduits(String from, String to) {
    return conduits.getOrDefault(new Pair(from, to), List.of());
  }

  /** Whether a VLAN id stands for an access port; alone, whether there is none. */
  boolean isMark(int id) {
    return alone ? id == Directory.UNMARKED : marks.portOf(id).isPresent();
  }

  /** Whether a frame comes from a device that some plant state has send or receive its protocol. */
  boolean isSpeaker(int mark, MacAddress mac, String protocol) {
    Set<String> names = speakers.getOrDefault(protocol, Set.of());
    return !names.isEmpty()
        && view.devices().stream()
            .anyMatch(device -> isUnspoofed(device, mark, mac) && names.contains(device.name()));
  }

  /** What some plant state permits to a device. */
  List<PlaneConduit> conduitsTo(String device) {
    return view.conduits().stream().filter(conduit -> conduit.to().equals(device)).toList();
  }
}
