package org.utsusemi.decoy.persona;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.utsusemi.decoy.ics.modbus.AddressMap;
import org.utsusemi.decoy.ics.modbus.AddressMap.Entry;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.decoy.ics.modbus.Table;
import org.utsusemi.decoy.value.Motion;
import org.utsusemi.decoy.value.ValueSpec;
import org.utsusemi.decoy.value.ValueType;
import org.utsusemi.topology.address.NumberRange;

/**
 * A Modbus device of no particular make, for a host of which no file tells: measured values that
 * wander, settings that can be written, spare addresses. All of it follows from the host's seed, so
 * that the same host stays as it is and no two installations look alike.
 */
public final class MadeUpModbus {
  private static final int[] FULL_SCALES = {100, 1000, 4095, 10_000, 16_384, 27_648, 32_000};

  private final SplittableRandom random;

  private MadeUpModbus(long seed) {
    random = new SplittableRandom(seed);
  }

  public static ModbusProfile of(long seed) {
    MadeUpModbus device = new MadeUpModbus(seed);
    return ModbusProfile.plain(
        Map.of(
            Table.HOLDING, device.registers(Table.HOLDING, device.between(16, 64)),
            Table.INPUT, device.registers(Table.INPUT, device.between(8, 32)),
            Table.COILS, device.bits(Table.COILS, device.between(8, 32)),
            Table.DISCRETE, device.bits(Table.DISCRETE, device.between(8, 32))));
  }

  private AddressMap registers(Table table, int count) {
    int fullScale = FULL_SCALES[random.nextInt(FULL_SCALES.length)];
    int settings = table == Table.HOLDING ? count / 3 : 0;
    List<Entry> entries = new ArrayList<>();
    for (int address = 0; address < count; address++) {
      ValueSpec spec =
          address < settings
              ? ValueSpec.constant(ValueType.UINT16, setting(fullScale), true)
              : random.nextInt(4) == 0
                  ? ValueSpec.constant(ValueType.UINT16, 0, table == Table.HOLDING)
                  : measured(fullScale);
      entries.add(Entry.nameless(table, NumberRange.of(address), spec));
    }
    return AddressMap.of(entries);
  }

  private AddressMap bits(Table table, int count) {
    List<Entry> entries = new ArrayList<>();
    for (int address = 0; address < count; address++) {
      double on = random.nextInt(3) == 0 ? 1 : 0;
      ValueSpec spec = ValueSpec.constant(ValueType.BOOL, on, table == Table.COILS);
      entries.add(Entry.nameless(table, NumberRange.of(address), spec));
    }
    return AddressMap.of(entries);
  }

  /** People set round numbers. */
  private double setting(int fullScale) {
    int step = Math.max(1, fullScale / 20);
    return (double) step * between(1, 19);
  }

  private ValueSpec measured(int fullScale) {
    double low = fullScale * (0.05 + 0.4 * random.nextDouble());
    double high = low + fullScale * (0.05 + 0.4 * random.nextDouble());
    double step = Math.max(1, (high - low) * (0.005 + 0.03 * random.nextDouble()));
    return new ValueSpec(
        ValueType.UINT16,
        ValueType.UINT16.width(),
        Optional.empty(),
        Optional.of(new ValueSpec.Range(Math.rint(low), Math.rint(high) + 1)),
        new Motion.Walk(step, Duration.ofMillis(between(2, 20) * 100L)),
        false);
  }

  private int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }
}
