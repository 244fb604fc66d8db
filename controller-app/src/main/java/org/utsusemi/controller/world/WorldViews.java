package org.utsusemi.controller.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.DecoyNetwork;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Gateway;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.Service;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Traffic;
import org.utsusemi.topology.plane.CloneNetwork;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/** Makes the world views of one site. */
public final class WorldViews {
  private final Site site;
  private final byte[] addressBookKey;
  private final Map<String, String> personas;
  private long version;

  /**
   * @throws IOException when a persona file cannot be read; it says which
   */
  public WorldViews(Site site, byte[] addressBookKey) throws IOException {
    this.site = site;
    this.addressBookKey = addressBookKey.clone();
    this.personas = personas(site);
  }

  /**
   * The world while just these conduits are permitted. Each has a higher version than the one
   * before.
   *
   * @param permitted names of conduits
   */
  public synchronized WorldView of(String plantState, Set<String> permitted) {
    version++;
    return new WorldView(
        version,
        site.name(),
        plantState,
        site.outOfState(),
        devices(),
        conduits(permitted),
        site.markPlan().blocks(),
        cloneNetworks(),
        addressBookKey,
        personas);
  }

  private List<RealDevice> devices() {
    List<RealDevice> real = new ArrayList<>();
    for (Device device : site.devices().values()) {
      String persona = device.persona().map(Path::toString).orElse("");
      real.add(new RealDevice(device.name(), device.mac(), device.ip(), device.port(), persona));
    }
    for (Network network : site.networks().values()) {
      network
          .gateway()
          .filter(gateway -> gateway.mac().isPresent() && gateway.port().isPresent())
          .map(gateway -> gateway(network, gateway))
          .ifPresent(real::add);
    }
    return real;
  }

  private static RealDevice gateway(Network network, Gateway gateway) {
    return new RealDevice(
        "gateway of " + network.name(),
        gateway.mac().orElseThrow(),
        gateway.ip(),
        gateway.port().orElseThrow(),
        "");
  }

  private List<PlaneConduit> conduits(Set<String> permitted) {
    List<PlaneConduit> all = new ArrayList<>();
    for (Conduit conduit : site.conduits().values()) {
      boolean now = permitted.contains(conduit.name());
      for (String from : conduit.from()) {
        for (String to : conduit.to()) {
          for (Service service : conduit.services()) {
            for (Traffic traffic : service.traffic()) {
              if (!from.equals(to)) {
                all.add(conduit(conduit.name(), from, to, traffic, now));
              }
            }
          }
        }
      }
    }
    return all;
  }

  private static PlaneConduit conduit(
      String name, String from, String to, Traffic traffic, boolean permitted) {
    if (traffic instanceof Traffic.Tcp tcp) {
      return new PlaneConduit(name, from, to, "tcp", tcp.ports(), permitted);
    } else if (traffic instanceof Traffic.Udp udp) {
      return new PlaneConduit(name, from, to, "udp", udp.ports(), permitted);
    } else if (traffic instanceof Traffic.Layer2 layer2) {
      String ethertype = String.format("0x%04x", layer2.ethertype());
      return new PlaneConduit(name, from, to, ethertype, NumberRange.of(0), permitted);
    } else {
      return new PlaneConduit(name, from, to, "icmp", NumberRange.of(0), permitted);
    }
  }

  private List<CloneNetwork> cloneNetworks() {
    List<CloneNetwork> networks = new ArrayList<>();
    for (DecoyNetwork decoys : site.decoys().values()) {
      if (decoys.behind().isEmpty()) {
        List<Ipv4Range> reserved = new ArrayList<>(decoys.reserve());
        Optional.ofNullable(site.networks().get(decoys.name()))
            .flatMap(Network::gateway)
            .ifPresent(gateway -> reserved.add(new Ipv4Range(gateway.ip(), gateway.ip())));
        networks.add(
            new CloneNetwork(
                decoys.name(),
                decoys.subnet(),
                decoys.density(),
                decoys.personas().stream().map(Path::toString).toList(),
                reserved));
      }
    }
    return networks;
  }

  private static Map<String, String> personas(Site site) throws IOException {
    List<Path> files =
        Stream.concat(
                site.devices().values().stream().flatMap(device -> device.persona().stream()),
                site.decoys().values().stream().flatMap(decoys -> decoys.personas().stream()))
            .distinct()
            .toList();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : files) {
      texts.put(file.toString(), Files.readString(file));
    }
    return texts;
  }
}
