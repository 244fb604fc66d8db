package org.utsusemi.decoy.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

class OverlaysTest {
  private static final Writer WRITER = new Writer(3001, MacAddress.parse("02:00:00:00:00:66"));
  private static final Cell CELL = new Cell("holding", 0);

  private final Overlays overlays = new Overlays(Overlays.DEFAULT_CELLS);

  private static Ipv4Address host(int number) {
    return new Ipv4Address(0x0a00_0000 + number);
  }

  @Test
  void whoWroteOneValueOnEachOfManyHostsLosesTheEldest() {
    for (int number = 0; number <= Overlays.MAX_OWNERS; number++) {
      overlays.put(host(number), WRITER, CELL, new byte[] {1});
    }
    assertThat(overlays.get(host(0), WRITER, CELL)).isEmpty();
    assertThat(overlays.get(host(1), WRITER, CELL)).isPresent();
    assertThat(overlays.get(host(Overlays.MAX_OWNERS), WRITER, CELL)).isPresent();
  }
}
