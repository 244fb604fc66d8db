package org.utsusemi.controller.incident;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.ControllerSettings;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Gateway;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.model.Network;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.plane.Touch;

/** A site of two devices and a gateway on one switch, and touches on it. */
public final class IncidentFixture {
  public static final Instant T0 = Instant.parse("2026-11-23T10:15:02Z");
  public static final MacAddress HMI_MAC = MacAddress.parse("00:0c:29:7c:f0:6c");
  public static final Ipv4Address HMI_IP = Ipv4Address.parse("10.20.1.18");
  public static final PortRef HMI_PORT = PortRef.parse("s1:1");
  public static final MacAddress PLC_MAC = MacAddress.parse("00:30:de:40:59:b7");
  public static final Ipv4Address PLC_IP = Ipv4Address.parse("10.20.1.41");
  public static final MacAddress GATEWAY_MAC = MacAddress.parse("00:00:5e:00:01:01");
  public static final PortRef FREE_PORT = PortRef.parse("s1:9");
  public static final MacAddress LAPTOP_MAC = MacAddress.parse("02:00:00:00:00:99");
  public static final Ipv4Address LAPTOP_IP = Ipv4Address.parse("10.20.1.99");
  public static final MarkPlan MARKS =
      MarkPlan.of(new NumberRange(3000, 3999), List.of("s1"), 24).orElseThrow();

  private static final SourceRef AT = new SourceRef("site.yaml", 1, 1);

  private IncidentFixture() {}

  /** A touch by the laptop: a ping of the PLC. */
  public static TouchBuilder touch() {
    return new TouchBuilder();
  }

  public static Site site() {
    Map<String, Device> devices = new LinkedHashMap<>();
    devices.put("hmi", device("hmi", HMI_IP, HMI_MAC, HMI_PORT));
    devices.put("plc", device("plc", PLC_IP, PLC_MAC, PortRef.parse("s1:2")));
    Gateway gateway =
        new Gateway(
            Ipv4Address.parse("10.20.1.1"),
            Optional.of(GATEWAY_MAC),
            Optional.of(PortRef.parse("s1:23")));
    return new Site(
        "plant",
        Mode.ENFORCE,
        new NumberRange(3000, 3999),
        Map.of(
            "control",
            new Network(
                "control",
                Ipv4Subnet.parse("10.20.1.0/24"),
                Optional.of(gateway),
                OptionalInt.empty(),
                AT)),
        Map.of("s1", new Switch("s1", new Dpid(1), OptionalInt.of(20), Optional.empty(), AT)),
        List.of(),
        devices,
        Map.of(),
        Map.of("production", new PlantState("production", Set.of(), true, AT)),
        Map.of(),
        Optional.empty(),
        Map.of(),
        OutOfState.REFUSE,
        new ControllerSettings(
            new InetSocketAddress("127.0.0.1", 0),
            new InetSocketAddress("127.0.0.1", 0),
            Path.of("data")),
        "decoy0");
  }

  private static Device device(String name, Ipv4Address ip, MacAddress mac, PortRef port) {
    return new Device(
        name, ip, mac, port, "control", "plc", "", "", "", false, false, Optional.empty(), AT);
  }

  /** A touch, changed where a test needs it. */
  public static final class TouchBuilder {
    private int mark = MARKS.markOf(FREE_PORT).orElseThrow();
    private MacAddress mac = LAPTOP_MAC;
    private Optional<Ipv4Address> ip = Optional.of(LAPTOP_IP);
    private Ipv4Address target = PLC_IP;
    private Touch.Kind kind = Touch.Kind.ICMP;
    private String protocol = "icmp";
    private int targetPort;
    private boolean stateViolation;
    private String summary = "echo request";
    private byte[] payload = {1, 2, 3};
    private long count = 1;

    private TouchBuilder() {}

    public TouchBuilder at(PortRef port) {
      return mark(MARKS.markOf(port).orElseThrow());
    }

    public TouchBuilder mark(int mark) {
      this.mark = mark;
      return this;
    }

    public TouchBuilder by(MacAddress mac, Ipv4Address ip) {
      this.mac = mac;
      this.ip = Optional.ofNullable(ip);
      return this;
    }

    public TouchBuilder byHmi() {
      return by(HMI_MAC, HMI_IP).at(HMI_PORT);
    }

    public TouchBuilder to(String target) {
      this.target = Ipv4Address.parse(target);
      return this;
    }

    public TouchBuilder arp() {
      this.kind = Touch.Kind.ARP;
      this.protocol = "arp";
      this.summary = "who has " + target;
      return this;
    }

    public TouchBuilder connect(int targetPort) {
      this.kind = Touch.Kind.CONNECT;
      this.protocol = "tcp";
      this.targetPort = targetPort;
      this.summary = "SYN to port " + targetPort;
      return this;
    }

    public TouchBuilder modbus(String summary) {
      this.kind = Touch.Kind.REQUEST;
      this.protocol = "modbus";
      this.targetPort = 502;
      this.summary = summary;
      return this;
    }

    public TouchBuilder stateViolation() {
      this.stateViolation = true;
      return this;
    }

    public TouchBuilder payload(byte... payload) {
      this.payload = payload;
      return this;
    }

    public TouchBuilder count(long count) {
      this.count = count;
      return this;
    }

    public Touch build() {
      return new Touch(
          T0,
          mark,
          mac,
          ip,
          PLC_MAC,
          Optional.of(target),
          "plc",
          kind,
          protocol,
          targetPort == 0 ? 0 : 40000,
          targetPort,
          stateViolation,
          summary,
          payload,
          count);
    }
  }
}
