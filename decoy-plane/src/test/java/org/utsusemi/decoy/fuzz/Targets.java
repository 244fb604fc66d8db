package org.utsusemi.decoy.fuzz;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.utsusemi.decoy.capture.CaptureTarget;
import org.utsusemi.decoy.clone.CloneTarget;
import org.utsusemi.decoy.ics.modbus.ModbusTarget;
import org.utsusemi.decoy.nmap.NmapTarget;
import org.utsusemi.decoy.persona.PersonaTarget;
import org.utsusemi.decoy.personality.FingerprintTarget;
import org.utsusemi.decoy.stack.FramesTarget;
import org.utsusemi.decoy.stack.StackTarget;
import org.utsusemi.decoy.wire.WireTarget;

/** All targets, by name. */
final class Targets {
  static final Map<String, Supplier<Target>> ALL = all();

  private Targets() {}

  private static Map<String, Supplier<Target>> all() {
    Map<String, Supplier<Target>> all = new LinkedHashMap<>();
    all.put("wire", WireTarget::new);
    all.put("frames", FramesTarget::new);
    all.put("stack", StackTarget::new);
    all.put("modbus", ModbusTarget::new);
    all.put("persona", PersonaTarget::new);
    all.put("fingerprint", FingerprintTarget::new);
    all.put("nmap", NmapTarget::new);
    all.put("capture", CaptureTarget::new);
    all.put("clone", CloneTarget::new);
    return Collections.unmodifiableMap(all);
  }
}
