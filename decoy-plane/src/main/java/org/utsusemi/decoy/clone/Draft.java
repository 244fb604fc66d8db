package org.utsusemi.decoy.clone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.learned.Dialogue;

/** A persona in the making; what stays empty is left out of the file. */
final class Draft {
  /** What a port does, as the file says it, and how long its service takes. */
  record PortDraft(String state, Optional<Span> latency, Optional<Duration> idle) {
    static PortDraft of(String state) {
      return new PortDraft(state, Optional.empty(), Optional.empty());
    }
  }

  /** Half of all below {@code median}, all but one in a hundred below {@code p99}. */
  record Span(Duration median, Duration p99) {}

  String name = "";
  String vendor = "";
  String product = "";
  String version = "";
  String mac = "";
  String personality = "";
  String fingerprint = "";
  Optional<Duration> uptime = Optional.empty();
  Optional<Span> latency = Optional.empty();
  Optional<Span> roundTrip = Optional.empty();
  String tcpDefault = "closed";
  String udpDefault = "closed";

  /** By port; services by their name, and {@code open}, {@code closed}, {@code filtered}. */
  final Map<Integer, PortDraft> tcp = new TreeMap<>();

  final Map<Integer, PortDraft> udp = new TreeMap<>();
  Optional<ModbusDraft> modbus = Optional.empty();
  final Map<Integer, Dialogue> tcpDialogues = new LinkedHashMap<>();
  final Map<Integer, Dialogue> udpDialogues = new LinkedHashMap<>();
}
