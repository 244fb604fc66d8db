package org.utsusemi.decoy.plane;

import java.util.LinkedHashMap;
import java.util.Map;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.decoy.persona.MadeUpModbus;

/**
 * The made-up profiles that were asked for last. One weighs some 30 kB, and a scan of a large
 * network asks for thousands: what gave way is made again, alike. Safe from any thread.
 */
final class MadeUpProfiles {
  static final int KEPT = 256;

  private final LinkedHashMap<Long, ModbusProfile> bySeed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ModbusProfile> eldest) {
          return size() > KEPT;
        }
      };

  synchronized ModbusProfile of(long seed) {
    return bySeed.computeIfAbsent(seed, MadeUpModbus::of);
  }

  synchronized int kept() {
    return bySeed.size();
  }
}
