package org.utsusemi.decoy.plane;

import java.util.List;
import java.util.Map;
import org.utsusemi.decoy.persona.MacPattern;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.plane.CloneNetwork;

/**
 * As whom a decoy plane without a controller answers.
 *
 * @param bound by address; they come before what {@code networks} say of the same address
 * @param networks where clones may stand
 * @param personas by the names that {@code networks} have for them; each has a MAC pattern
 * @param key at least one byte; who has it knows which clone stands where
 */
public record StandaloneHosts(
    Map<Ipv4Address, Bound> bound,
    List<CloneNetwork> networks,
    Map<String, Persona> personas,
    byte[] key) {
  /**
   * A persona that was put on one address.
   *
   * @param mac a whole MAC address, or a prefix that key and address complete
   */
  public record Bound(Ipv4Address address, Persona persona, MacPattern mac) {}

  public StandaloneHosts {
    bound = Map.copyOf(bound);
    networks = List.copyOf(networks);
    personas = Map.copyOf(personas);
  }

  /** On how many addresses somebody answers; estimated for networks of more than 2^16. */
  public int count() {
    World world = World.of(this);
    long clones = world.book().activeClones();
    return (int)
        Math.min(
            Integer.MAX_VALUE,
            clones + bound.keySet().stream().filter(ip -> world.book().at(ip).isEmpty()).count());
  }
}
