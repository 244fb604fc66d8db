package org.utsusemi.decoy.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.book.AddressBook;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.plane.CloneNetwork;

class RememberedPlacesTest {
  /** More personas than have numbers, and more addresses than have places. */
  @Test
  void saysWhatTheBookSays() {
    List<String> personas = IntStream.range(0, 300).mapToObj(i -> "persona-" + i).toList();
    CloneNetwork network =
        new CloneNetwork("plant", Ipv4Subnet.parse("10.0.0.0/15"), 0.5, personas, List.of());
    AddressBook book = new AddressBook(new byte[] {1}, List.of(network), List.of());
    RememberedPlaces places = new RememberedPlaces(book);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      // few that come again, many that share places
      int low = random.nextBoolean() ? random.nextInt(500) : random.nextInt(1 << 17);
      Ipv4Address address = Ipv4Address.parse("10.0.0.0").plus(low);
      assertThat(places.at(address)).isEqualTo(book.at(address));
      assertThat(places.seed(address)).isEqualTo(book.seed(address));
    }
  }
}
