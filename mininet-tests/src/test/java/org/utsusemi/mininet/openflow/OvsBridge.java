package org.utsusemi.mininet.openflow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.utsusemi.topology.address.Dpid;

/** A bridge of Open vSwitch's userspace datapath, there until it is closed. */
final class OvsBridge implements AutoCloseable {
  static final String OPENFLOW13 = "OpenFlow13";
  static final String EVERY_VERSION =
      "OpenFlow10,OpenFlow11,OpenFlow12,OpenFlow13,OpenFlow14,OpenFlow15";

  private final String name;
  private final Dpid dpid;

  private OvsBridge(String name, Dpid dpid) {
    this.name = name;
    this.dpid = dpid;
  }

  /** A new bridge with ports 1–3; what an interrupted run left under the name goes first. */
  static OvsBridge create(String name, long dpid, String protocols) throws IOException {
    OvsBridge bridge = new OvsBridge(name, new Dpid(dpid));
    bridge.close();
    List<String> command =
        new ArrayList<>(
            List.of(
                ("ovs-vsctl add-br NAME -- set bridge NAME datapath_type=netdev fail_mode=secure"
                        + " protocols=PROTOCOLS other_config:datapath-id=DPID"
                        + " other_config:disable-in-band=true")
                    .replace("NAME", name)
                    .replace("PROTOCOLS", protocols)
                    .replace("DPID", bridge.dpid.toString())
                    .split(" ")));
    for (int port = 1; port <= 3; port++) {
      command.add("--");
      command.addAll(bridge.addPortCommand(port));
    }
    run(command);
    return bridge;
  }

  Dpid dpid() {
    return dpid;
  }

  void addPort(int port) throws IOException {
    List<String> command = new ArrayList<>(List.of("ovs-vsctl"));
    command.addAll(addPortCommand(port));
    run(command);
  }

  void removePort(int port) throws IOException {
    run(List.of("ovs-vsctl", "del-port", name, name + "p" + port));
  }

  private List<String> addPortCommand(int port) {
    String interfaceName = name + "p" + port;
    return List.of(
        ("add-port NAME IF -- set interface IF type=internal ofport_request=PORT")
            .replace("NAME", name)
            .replace("IF", interfaceName)
            .replace("PORT", Integer.toString(port))
            .split(" "));
  }

  /** Connects it to a controller, from now on and again whenever the session ends. */
  void setController(InetSocketAddress address) throws IOException {
    run(
        List.of(
            "ovs-vsctl",
            "set-controller",
            name,
            "tcp:127.0.0.1:" + address.getPort(),
            "--",
            "set",
            "controller",
            name,
            "max_backoff=1000",
            "inactivity_probe=5000"));
  }

  /** Lets a table hold so many rules, and refuse more. */
  void limitTable(int table, int rules) throws IOException {
    run(
        List.of(
            "ovs-vsctl",
            "--",
            "--id=@t",
            "create",
            "Flow_Table",
            "flow_limit=" + rules,
            "overflow_policy=refuse",
            "--",
            "set",
            "bridge",
            name,
            "flow_tables:" + table + "=@t"));
  }

  void unlimitTables() throws IOException {
    run(List.of("ovs-vsctl", "clear", "bridge", name, "flow_tables"));
  }

  /** Installs a rule behind the controller's back. */
  void addFlow(String rule) throws IOException {
    run(List.of("ovs-ofctl", "-O", OPENFLOW13, "add-flow", name, rule));
  }

  void addGroup(String group) throws IOException {
    run(List.of("ovs-ofctl", "-O", OPENFLOW13, "add-group", name, group));
  }

  void deleteFlows() throws IOException {
    run(List.of("ovs-ofctl", "-O", OPENFLOW13, "del-flows", name));
  }

  /** What the switch itself says it holds, one rule a line. */
  List<String> dumpFlows() throws IOException {
    return run(List.of(
            "ovs-ofctl", "-O", OPENFLOW13, "--no-names", "--no-stats", "dump-flows", name))
        .lines()
        .filter(line -> line.contains("priority=") || line.contains("actions="))
        .map(String::strip)
        .toList();
  }

  /** Sends a frame through the tables as if it had come in by the port. */
  void inject(int port, String hexFrame) throws IOException {
    run(
        List.of(
            "ovs-ofctl",
            "-O",
            OPENFLOW13,
            "packet-out",
            name,
            "in_port=" + port + " packet=" + hexFrame + " actions=table"));
  }

  @Override
  public void close() throws IOException {
    run(List.of("ovs-vsctl", "--if-exists", "del-br", name));
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("does not end: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + String.join(" ", command), e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }
}
