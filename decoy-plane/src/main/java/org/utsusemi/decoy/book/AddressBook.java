package org.utsusemi.decoy.book;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.plane.CloneNetwork;

/** Who stands on which unused address. Not for several threads at once. */
public final class AddressBook {
  /** Larger networks are estimated, not counted. */
  private static final long COUNTED = 1 << 16;

  private static final long EPOCH = 0;
  private static final int MAC_ROUNDS = 4;
  private static final int HALF = 12;
  private static final int HALF_MASK = (1 << HALF) - 1;

  private final KeyedHash hash;
  private final List<CloneNetwork> networks;
  private final Set<Ipv4Address> taken;
  private final Map<String, Long> personaKeys = new HashMap<>();

  /**
   * Who stands there.
   *
   * @param persona one of {@link CloneNetwork#personas}
   * @param macSuffix low three octets of the MAC address: the same in every epoch, and no other
   *     address of a network of up to 2^24 addresses has it
   */
  public record Entry(String persona, int macSuffix) {}

  /**
   * @param key at least one byte; 32 are good
   * @param networks where clones may stand; of two that overlap the first counts
   * @param taken addresses of real devices
   */
  public AddressBook(byte[] key, Collection<CloneNetwork> networks, Collection<Ipv4Address> taken) {
    this.hash = new KeyedHash(key);
    this.networks = List.copyOf(networks);
    this.taken = Set.copyOf(taken);
    for (CloneNetwork network : this.networks) {
      network.personas().forEach(name -> personaKeys.put(name, hash.of("persona-name", name)));
    }
  }

  /** Who stands on an address; empty: nobody does. */
  public Optional<Entry> at(Ipv4Address address) {
    return networks.stream()
        .filter(network -> network.subnet().contains(address))
        .findFirst()
        .filter(network -> isActive(network, address))
        .map(network -> new Entry(persona(network, address), macSuffix(address)));
  }

  /** A number that is an address's own, for all that shall differ from host to host. */
  public long seed(Ipv4Address address) {
    return hash.of("values", 0, address.bits());
  }

  /** On how many addresses somebody stands; estimated for networks of more than 2^16. */
  public int activeClones() {
    long sum = 0;
    for (CloneNetwork network : networks) {
      long size = 1L << 32 - network.subnet().prefix();
      if (size > COUNTED) {
        sum += Math.round(size * network.density());
        continue;
      }
      Ipv4Address first = network.subnet().network();
      for (int i = 0; i < size; i++) {
        sum += isActive(network, first.plus(i)) ? 1 : 0;
      }
    }
    return (int) Math.min(sum, Integer.MAX_VALUE);
  }

  private boolean isActive(CloneNetwork network, Ipv4Address address) {
    return !network.personas().isEmpty()
        && network.subnet().isHost(address)
        && !taken.contains(address)
        && network.reserved().stream().noneMatch(range -> range.contains(address))
        && fraction(hash.of("active", EPOCH, address.bits())) < network.density();
  }

  /**
   * Each persona draws a number for the address, and the highest wins (rendezvous hashing): one
   * that is added takes its share and leaves all others who they were.
   */
  private String persona(CloneNetwork network, Ipv4Address address) {
    long drawn = hash.of("persona", EPOCH, address.bits());
    String winner = "";
    long highest = 0;
    for (String persona : network.personas()) {
      long number = mixed(drawn ^ personaKeys.get(persona));
      if (winner.isEmpty() || Long.compareUnsigned(number, highest) > 0) {
        winner = persona;
        highest = number;
      }
    }
    return winner;
  }

  /**
   * A bijection in which each bit of the input moves all of the result (splitmix64's last step).
   */
  private static long mixed(long number) {
    long first = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
    long second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
    return second ^ second >>> 31;
  }

  /**
   * The low three octets of an address's MAC address, which are no other's among 2^24 addresses: a
   * keyed permutation (a Feistel network) of its low 24 bits.
   */
  public int macSuffix(Ipv4Address address) {
    int left = address.bits() >>> HALF & HALF_MASK;
    int right = address.bits() & HALF_MASK;
    for (int round = 0; round < MAC_ROUNDS; round++) {
      int mixed = left ^ (int) hash.of("mac", round, right) & HALF_MASK;
      left = right;
      right = mixed;
    }
    return left << HALF | right;
  }

  /** From 0 (included) to 1 (excluded). */
  private static double fraction(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
