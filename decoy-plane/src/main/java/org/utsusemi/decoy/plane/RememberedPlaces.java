package org.utsusemi.decoy.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.book.AddressBook;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * What an address book said of the addresses that were asked for last. It takes a dozen keyed
 * hashes to find that out, and a scan of a large network asks for every address again and again. 16
 * bytes an address, 1 MB in all. Not for several threads at once.
 */
final class RememberedPlaces {
  /** Of a network of 65,536 addresses every one has a place of its own. */
  private static final int PLACES = 1 << 16;

  private static final int SUFFIX_BITS = 24;
  private static final int SUFFIX = (1 << SUFFIX_BITS) - 1;

  private static final int NOBODY = 0xff;

  /** For personas beyond those that have a number: the book is asked again. */
  private static final int NUMBERLESS = 0xfe;

  private final AddressBook book;
  private final List<String> personas = new ArrayList<>();
  private final int[] addresses = new int[PLACES];
  private final int[] entries = new int[PLACES];
  private final long[] seeds = new long[PLACES];
  private final boolean[] known = new boolean[PLACES];

  RememberedPlaces(AddressBook book) {
    this.book = book;
  }

  /** Who stands on an address; empty: nobody does. */
  Optional<AddressBook.Entry> at(Ipv4Address address) {
    int place = place(address);
    int persona = entries[place] >>> SUFFIX_BITS;
    return switch (persona) {
      case NOBODY -> Optional.empty();
      case NUMBERLESS -> book.at(address);
      default -> Optional.of(new AddressBook.Entry(personas.get(persona), entries[place] & SUFFIX));
    };
  }

  /** See {@link AddressBook#seed}. */
  long seed(Ipv4Address address) {
    return seeds[place(address)];
  }

  private int place(Ipv4Address address) {
    int place = address.bits() & PLACES - 1;
    if (!known[place] || addresses[place] != address.bits()) {
      known[place] = true;
      addresses[place] = address.bits();
      seeds[place] = book.seed(address);
      entries[place] = book.at(address).map(this::packed).orElse(NOBODY << SUFFIX_BITS);
    }
    return place;
  }

  private int packed(AddressBook.Entry entry) {
    int index = personas.indexOf(entry.persona());
    if (index < 0 && personas.size() < NUMBERLESS) {
      index = personas.size();
      personas.add(entry.persona());
    }
    return (index < 0 ? NUMBERLESS : index) << SUFFIX_BITS | entry.macSuffix();
  }
}
