package org.utsusemi.controller.rules;

import org.utsusemi.controller.explain.Frame;
import org.utsusemi.controller.explain.Frame.Station;
import org.utsusemi.topology.model.Device;

/** Frames between devices. */
final class Frames {
  private Frames() {}

  static Frame ip(Device from, Device to, int protocol) {
    return Frame.ip(Station.of(from), Station.of(to), protocol);
  }

  static Frame tcp(Device from, int sourcePort, Device to, int targetPort, int flags) {
    return Frame.tcp(Station.of(from), sourcePort, Station.of(to), targetPort, flags);
  }

  static Frame ping(Device from, Device to, int type) {
    return Frame.icmp(Station.of(from), Station.of(to), type);
  }

  static Frame arp(Device from, Device about) {
    return Frame.arp(Station.of(from), about.ip());
  }
}
