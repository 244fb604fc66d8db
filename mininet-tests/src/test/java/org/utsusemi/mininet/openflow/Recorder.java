package org.utsusemi.mininet.openflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.openflow.SwitchListener;
import org.utsusemi.topology.address.Dpid;

/** Remembers what the server tells of its switches. */
final class Recorder implements SwitchListener {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final Map<Dpid, SwitchChannel> connected = new ConcurrentHashMap<>();
  final List<String> disconnects = new CopyOnWriteArrayList<>();
  final List<String> complaints = new CopyOnWriteArrayList<>();
  final List<Dpid> portChanges = new CopyOnWriteArrayList<>();

  @Override
  public void connected(SwitchChannel channel) {
    connected.put(channel.dpid(), channel);
  }

  @Override
  public void portsChanged(SwitchChannel channel) {
    portChanges.add(channel.dpid());
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    connected.remove(channel.dpid(), channel);
    disconnects.add(channel.dpid() + " " + reason);
  }

  @Override
  public void complaint(String switchName, String message) {
    complaints.add(switchName + " " + message);
  }

  SwitchChannel await(Dpid dpid) {
    return patiently().until(() -> connected.get(dpid), channel -> channel != null);
  }

  void awaitComplaint(String part) {
    patiently().until(() -> complaints.stream().anyMatch(line -> line.contains(part)));
  }

  void awaitDisconnect(Dpid dpid) {
    patiently().until(() -> !connected.containsKey(dpid));
  }

  static ConditionFactory patiently() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
  }
}
