package org.utsusemi.decoy.ics.modbus;

import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.value.DeviceValues;
import org.utsusemi.decoy.value.Writer;

/** Modbus/TCP on one host. */
public final class ModbusService implements StreamService {
  private final ModbusProfile profile;
  private final DeviceValues values;

  public ModbusService(ModbusProfile profile, DeviceValues values) {
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
    ProcessImage image = new ProcessImage(profile, values, client);
    return new ModbusSession(new Responder(profile, image), out);
  }
}
