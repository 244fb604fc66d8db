package org.utsusemi.decoy.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.plane.CloneNetwork;

class AddressBookTest {
  private static final byte[] KEY = key(1);
  private static final Ipv4Subnet WIDE = Ipv4Subnet.parse("10.21.0.0/18");

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static CloneNetwork network(Ipv4Subnet subnet, double density, String... reserved) {
    return new CloneNetwork(
        "n",
        subnet,
        density,
        List.of("a", "b", "c"),
        Arrays.stream(reserved).map(Ipv4Range::parse).toList());
  }

  private static AddressBook book(CloneNetwork... networks) {
    return new AddressBook(KEY, List.of(networks), Set.of());
  }

  private static void each(Ipv4Subnet subnet, Consumer<Ipv4Address> what) {
    for (int i = 0; i < 1 << 32 - subnet.prefix(); i++) {
      what.accept(subnet.network().plus(i));
    }
  }

  private static Map<Ipv4Address, AddressBook.Entry> entries(AddressBook book, Ipv4Subnet subnet) {
    Map<Ipv4Address, AddressBook.Entry> entries = new HashMap<>();
    each(subnet, address -> book.at(address).ifPresent(entry -> entries.put(address, entry)));
    return entries;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.7, 0.95})
  void theShareOfAddressesThatAnswerIsTheDensity(double density) {
    AddressBook book = book(network(WIDE, density));
    Map<Ipv4Address, AddressBook.Entry> entries = entries(book, WIDE);
    assertThat((double) entries.size()).isCloseTo(16_382 * density, withPercentage(8));
    assertThat(book.activeClones()).isEqualTo(entries.size());
  }

  @Test
  void noneAnswersAtDensityZeroAndAllHostsAtOne() {
    Ipv4Subnet subnet = Ipv4Subnet.parse("10.20.1.0/24");
    assertThat(entries(book(network(subnet, 0)), subnet)).isEmpty();
    assertThat(entries(book(network(subnet, 1)), subnet)).hasSize(254);
  }

  @Test
  void whatIsTakenOrReservedOrNoHostNeverAnswers() {
    Ipv4Subnet subnet = Ipv4Subnet.parse("10.20.1.0/24");
    Ipv4Address plc = Ipv4Address.parse("10.20.1.41");
    AddressBook book =
        new AddressBook(
            KEY, List.of(network(subnet, 1, "10.20.1.1", "10.20.1.200-10.20.1.220")), Set.of(plc));
    assertThat(entries(book, subnet).keySet())
        .hasSize(254 - 1 - 1 - 21)
        .doesNotContain(plc, Ipv4Address.parse("10.20.1.1"), Ipv4Address.parse("10.20.1.210"))
        .doesNotContain(Ipv4Address.parse("10.20.1.0"), Ipv4Address.parse("10.20.1.255"));
    assertThat(book.at(Ipv4Address.parse("10.20.2.5"))).isEmpty();
  }

  @Test
  void anotherBookWithTheSameKeyAgreesAndOneWithAnotherDoesNot() {
    Map<Ipv4Address, AddressBook.Entry> entries = entries(book(network(WIDE, 0.5)), WIDE);
    assertThat(entries(book(network(WIDE, 0.5)), WIDE)).isEqualTo(entries);
    AddressBook other = new AddressBook(key(2), List.of(network(WIDE, 0.5)), Set.of());
    Set<Ipv4Address> both = new HashSet<>(entries(other, WIDE).keySet());
    both.retainAll(entries.keySet());
    assertThat((double) both.size()).isCloseTo(16_382 * 0.25, withPercentage(8));
    assertThat(other.seed(WIDE.network())).isNotEqualTo(book().seed(WIDE.network()));
  }

  @Test
  void aBookIsTheSameInEveryProcess() {
    // computed apart from this program (Python's hmac): a clone that moves with an update is seen
    // to
    assertThat(book(network(WIDE, 1)).at(Ipv4Address.parse("10.21.3.4")))
        .isEqualTo(Optional.of(new AddressBook.Entry("b", 0x612ba1)));
  }

  @Test
  void noTwoClonesOfANetworkHaveTheSameMacAndAllPersonasAreUsed() {
    Map<Ipv4Address, AddressBook.Entry> entries = entries(book(network(WIDE, 1)), WIDE);
    Set<Integer> suffixes = new HashSet<>();
    Map<String, Integer> personas = new HashMap<>();
    entries
        .values()
        .forEach(
            entry -> {
              suffixes.add(entry.macSuffix());
              personas.merge(entry.persona(), 1, Integer::sum);
            });
    assertThat(suffixes).hasSameSizeAs(entries.keySet()).allMatch(s -> s >>> 24 == 0);
    assertThat(personas.values()).hasSize(3).allMatch(count -> count > 5_000);
  }

  @Test
  void aPersonaMoreTakesItsShareAndLeavesAllOthersWhoTheyWere() {
    CloneNetwork three = new CloneNetwork("n", WIDE, 1, List.of("a", "b", "c"), List.of());
    CloneNetwork four = new CloneNetwork("n", WIDE, 1, List.of("d", "c", "a", "b"), List.of());
    Map<Ipv4Address, AddressBook.Entry> before = entries(book(three), WIDE);
    Map<Ipv4Address, AddressBook.Entry> after = entries(book(four), WIDE);
    long taken = after.values().stream().filter(entry -> entry.persona().equals("d")).count();
    assertThat((double) taken).isCloseTo(16_382 / 4.0, withPercentage(8));
    after.forEach(
        (address, entry) -> {
          assertThat(entry.macSuffix()).isEqualTo(before.get(address).macSuffix());
          if (!entry.persona().equals("d")) {
            assertThat(entry).isEqualTo(before.get(address));
          }
        });
  }

  @Test
  void hugeNetworksAreEstimated() {
    assertThat(book(network(Ipv4Subnet.parse("10.0.0.0/8"), 0.5)).activeClones())
        .isEqualTo(1 << 23);
  }
}
