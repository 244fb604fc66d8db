package org.utsusemi.controller.openflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Notes what a listener is told, in order. */
final class Memo implements SwitchListener {
  final List<SwitchChannel> connected = Collections.synchronizedList(new ArrayList<>());
  final List<String> events = Collections.synchronizedList(new ArrayList<>());
  final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void connected(SwitchChannel channel) {
    connected.add(channel);
    events.add("connected " + channel.dpid());
  }

  @Override
  public void portsChanged(SwitchChannel channel) {
    events.add("ports " + channel.ports());
  }

  @Override
  public void disconnected(SwitchChannel channel, String reason) {
    events.add("disconnected " + channel.dpid() + ": " + reason);
  }

  @Override
  public void complaint(String switchName, String message) {
    complaints.add(switchName + " " + message);
  }
}
