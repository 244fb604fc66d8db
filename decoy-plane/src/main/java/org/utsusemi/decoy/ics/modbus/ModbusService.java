package org.utsusemi.decoy.ics.modbus;

import java.util.function.Supplier;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Writer;

/** Modbus/TCP on one host. */
public final class ModbusService implements StreamService {
  private final Supplier<ModbusProfile> profile;
  private final DeviceValues values;

  /**
   * @param profile asked whenever bytes come, and always answering the same; neither the service
   *     nor an idle session holds it, for there may be thousands of both
   */
  public ModbusService(Supplier<ModbusProfile> profile, DeviceValues values) {
    this.profile = profile;
    this.values = values;
  }

  @Override
  public String protocol() {
    return "modbus";
  }

  @Override
  public Session open(Peer peer, Output out) {
    Writer client = new Writer(peer.mark(), peer.mac());
    return new ModbusSession(() -> responder(client), () -> profile.get().garbage(), out);
  }

  private Responder responder(Writer client) {
    ModbusProfile known = profile.get();
    return new Responder(known, new ProcessImage(known, values, client));
  }
}
