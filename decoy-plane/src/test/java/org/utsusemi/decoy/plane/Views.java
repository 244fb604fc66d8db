package org.utsusemi.decoy.plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkBlock;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.CloneNetwork;
import org.utsusemi.topology.plane.PlaneConduit;
import org.utsusemi.topology.plane.RealDevice;
import org.utsusemi.topology.plane.WorldView;

/** A plant of three devices on one switch, whose port n has the mark 3072 + n. */
public final class Views {
  public static final RealDevice HMI = device("hmi", "00:0c:29:7c:f0:6c", "10.20.1.18", 1, "");
  public static final RealDevice PLC = device("plc1", "00:30:de:40:59:b7", "10.20.1.41", 2, "plc");
  public static final RealDevice METER = device("meter", "00:30:de:40:00:52", "10.20.1.52", 3, "");
  public static final Ipv4Subnet NETWORK = Ipv4Subnet.parse("10.20.1.0/24");

  private static final String PERSONA =
      """
      persona: plc
      mac: "00:30:de"
      fingerprint: T1(R=Y%DF=Y%T=3B-45)WIN(W1=5DC)OPS(O1=M400)
      tcp: { 502: { service: modbus }, 80: { service: http }, 81: filtered }
      udp: { default: filtered, 161: { service: snmp }, 162: closed }
      values: { level: { type: uint16, value: 4711 } }
      modbus: { holding: { 0: level, 100-109: { value: 0, writable: true } } }
      """;

  private final List<PlaneConduit> conduits = new ArrayList<>();
  private final Map<String, String> personas = new LinkedHashMap<>(Map.of("plc", PERSONA));
  private OutOfState outOfState = OutOfState.REFUSE;
  private int key = 1;

  private static RealDevice device(String name, String mac, String ip, int port, String persona) {
    return new RealDevice(
        name, MacAddress.parse(mac), Ipv4Address.parse(ip), new PortRef("s1", port), persona);
  }

  /** The mark of the port that a device belongs to. */
  public static int markOf(RealDevice device) {
    return 3072 + device.port().port();
  }

  public Views conduit(
      RealDevice from, RealDevice to, String protocol, String ports, boolean permitted) {
    conduits.add(
        new PlaneConduit(
            from.name() + "-" + to.name(),
            from.name(),
            to.name(),
            protocol,
            NumberRange.parse(ports),
            permitted));
    return this;
  }

  public Views outOfState(OutOfState policy) {
    outOfState = policy;
    return this;
  }

  public Views persona(String text) {
    personas.put("plc", text);
    return this;
  }

  public Views key(int fill) {
    key = fill;
    return this;
  }

  public WorldView view(long version) {
    byte[] bookKey = new byte[32];
    Arrays.fill(bookKey, (byte) key);
    return new WorldView(
        version,
        "site",
        "production",
        outOfState,
        List.of(HMI, PLC, METER),
        conduits,
        List.of(new MarkBlock("s1", 3072, 64)),
        List.of(
            new CloneNetwork(
                "control", NETWORK, 0.5, List.of("plc"), List.of(Ipv4Range.parse("10.20.1.1")))),
        bookKey,
        personas);
  }
}
