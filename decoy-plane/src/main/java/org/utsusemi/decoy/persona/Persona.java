package org.utsusemi.decoy.persona;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.ics.modbus.ModbusProfile;
import org.utsusemi.decoy.learned.Learned;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.value.ValueSpec;

/**
 * The whole character of a device.
 *
 * @param name as its file says
 * @param maker who made it
 * @param mac what its MAC address begins with; empty: as those of the devices around it
 * @param personality its TCP/IP part
 * @param uptime how long such devices have been running, on the average; empty: as usual
 * @param latency how long its services take to answer, where a port has no latency of its own
 * @param roundTrip how long the device itself takes to answer
 * @param values by name; what protocols show
 * @param modbus how it speaks Modbus; empty: made up for each host that has a port for it
 * @param learned what was heard of its other services
 */
public record Persona(
    String name,
    Maker maker,
    Optional<MacPattern> mac,
    Model personality,
    Optional<Duration> uptime,
    Optional<Latency> latency,
    Optional<Latency> roundTrip,
    PortRules tcp,
    PortRules udp,
    Map<String, ValueSpec> values,
    Optional<ModbusProfile> modbus,
    Learned learned) {
  public Persona {
    values = Map.copyOf(values);
  }

  /** Texts that are empty where the file says nothing. */
  public record Maker(String vendor, String product, String version) {
    static final Maker UNKNOWN = new Maker("", "", "");
  }

  /** A device of which no more is known than which of its ports are used. */
  public static Persona unknown(String name, PortRules tcp, PortRules udp) {
    return new Persona(
        name,
        Maker.UNKNOWN,
        Optional.empty(),
        Model.EMBEDDED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        tcp,
        udp,
        Map.of(),
        Optional.empty(),
        Learned.NOTHING);
  }
}
