package org.utsusemi.decoy.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

class DeviceValuesTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
  private static final Ipv4Address PLC = Ipv4Address.parse("10.0.0.1");
  private static final ValueSpec SETTING = ValueSpec.constant(ValueType.UINT16, 7, true);
  private static final Cell CELL = Cell.named("setting");
  private static final Writer ONE = new Writer(3001, MacAddress.parse("02:00:00:00:00:01"));
  private static final Writer OTHER_MAC = new Writer(3001, MacAddress.parse("02:00:00:00:00:02"));
  private static final Writer OTHER_PORT = new Writer(3002, ONE.mac());

  private static DeviceValues values(Ipv4Address host, Overlays overlays) {
    return new DeviceValues(host, 1, overlays, NOW);
  }

  @Test
  void whoWritesReadsItBackAndNobodyElseDoes() {
    Overlays overlays = new Overlays(100);
    DeviceValues plc = values(PLC, overlays);
    plc.write(CELL, new byte[] {1, 2}, ONE);
    assertThat(plc.read(CELL, SETTING, ONE)).isEqualTo(new byte[] {1, 2});
    assertThat(plc.read(CELL, SETTING, OTHER_MAC)).isEqualTo(new byte[] {0, 7});
    assertThat(plc.read(CELL, SETTING, OTHER_PORT)).isEqualTo(new byte[] {0, 7});
    assertThat(values(PLC.plus(1), overlays).read(CELL, SETTING, ONE)).isEqualTo(new byte[] {0, 7});
  }

  @Test
  void nobodyChangesWhatIsKeptThroughAnArray() {
    DeviceValues plc = values(PLC, new Overlays(100));
    byte[] written = {1, 2};
    plc.write(CELL, written, ONE);
    written[0] = 9;
    plc.read(CELL, SETTING, ONE)[0] = 9;
    assertThat(plc.read(CELL, SETTING, ONE)).isEqualTo(new byte[] {1, 2});
  }

  @Test
  void withoutRoomTheWriterOfLongestAgoIsForgotten() {
    Overlays overlays = new Overlays(4);
    DeviceValues plc = values(PLC, overlays);
    for (int i = 0; i < 2; i++) {
      plc.write(new Cell("x", i), new byte[] {1, 1}, ONE);
      plc.write(new Cell("x", i), new byte[] {2, 2}, OTHER_MAC);
    }
    plc.read(new Cell("x", 0), SETTING, ONE);
    plc.write(new Cell("x", 0), new byte[] {3, 3}, OTHER_PORT);
    assertThat(plc.read(new Cell("x", 0), SETTING, ONE)).isEqualTo(new byte[] {1, 1});
    assertThat(plc.read(new Cell("x", 0), SETTING, OTHER_MAC)).isEqualTo(new byte[] {0, 7});
    assertThat(plc.read(new Cell("x", 0), SETTING, OTHER_PORT)).isEqualTo(new byte[] {3, 3});
  }

  @Test
  void aWriterWhoWritesMoreThanThereIsRoomForIsForgottenToo() {
    Overlays overlays = new Overlays(4);
    DeviceValues plc = values(PLC, overlays);
    for (int i = 0; i < 50; i++) {
      plc.write(new Cell("x", i), new byte[] {1, 1}, ONE);
    }
    long kept = 0;
    for (int i = 0; i < 50; i++) {
      kept += plc.read(new Cell("x", i), SETTING, ONE)[0];
    }
    assertThat(kept).isLessThanOrEqualTo(4);
  }
}
