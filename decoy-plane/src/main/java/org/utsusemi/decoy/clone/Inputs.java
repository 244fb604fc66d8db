package org.utsusemi.decoy.clone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.utsusemi.decoy.capture.CaptureFile;
import org.utsusemi.decoy.capture.CapturedFrame;
import org.utsusemi.decoy.capture.DeviceWatch;
import org.utsusemi.decoy.nmap.NmapScan;
import org.utsusemi.decoy.nmap.NmapXml;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.address.Ipv4Address;

/** Reads scans and captures, and tells which device they are about. */
final class Inputs {
  private static final int LISTED = 10;

  /** Which device is meant cannot be told. */
  static final class Ambiguous extends IOException {
    private static final long serialVersionUID = 1L;

    Ambiguous(String message) {
      super(message);
    }
  }

  private final Consumer<String> progress;
  private final Notes notes;

  Inputs(Consumer<String> progress, Notes notes) {
    this.progress = progress;
    this.notes = notes;
  }

  Evidence read(List<Path> scanFiles, List<Path> captureFiles, Optional<Ipv4Address> wanted)
      throws IOException {
    List<ScannedHost> hosts = new ArrayList<>();
    for (Path file : scanFiles) {
      NmapScan scan = NmapXml.read(file);
      progress.accept(file + ": " + scan.hosts().size() + " host(s), nmap " + scan.version());
      scan.cutShort()
          .ifPresent(why -> notes.missing("the rest of " + file, "it " + why + ": scan again"));
      scan.hosts().stream()
          .filter(host -> host.ip().isPresent() && !host.state().equals("down"))
          .forEach(hosts::add);
    }
    Ipv4Address address = wanted.isPresent() ? wanted.get() : choose(hosts, captureFiles);
    List<ScannedHost> scans =
        hosts.stream().filter(host -> host.ip().filter(address::equals).isPresent()).toList();
    if (!scanFiles.isEmpty() && scans.isEmpty()) {
      throw new Ambiguous(
          "no scan shows " + address + " to be up; they show " + list(addresses(hosts)));
    }
    DeviceWatch watch = new DeviceWatch(address);
    for (Path file : captureFiles) {
      capture(file, watch);
    }
    return new Evidence(address, scans, watch.observed());
  }

  private void capture(Path file, DeviceWatch watch) throws IOException {
    CaptureFile.Outcome outcome = CaptureFile.read(file, watch);
    progress.accept(file + ": " + outcome.frames() + " frames");
    outcome
        .cutShort()
        .ifPresent(why -> notes.missing("the rest of " + file, "it " + why + ": capture again"));
    if (outcome.cutFrames() > 0) {
      notes.missing(
          outcome.cutFrames() + " frames of " + file,
          "only their beginning is in it: capture with tcpdump -s 0");
    }
    if (outcome.otherLinks() > 0) {
      notes.missing(
          outcome.otherLinks() + " frames of " + file,
          "they are of a kind of link that is not read: capture on an Ethernet interface");
    }
  }

  private static Set<Ipv4Address> addresses(List<ScannedHost> hosts) {
    return hosts.stream()
        .flatMap(host -> host.ip().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The only host that was scanned; without a scan the only one that accepts connections. */
  private Ipv4Address choose(List<ScannedHost> hosts, List<Path> captures) throws IOException {
    Set<Ipv4Address> candidates = addresses(hosts);
    if (candidates.isEmpty()) {
      candidates = servers(captures);
    }
    if (candidates.size() == 1) {
      return candidates.iterator().next();
    }
    throw new Ambiguous(
        candidates.isEmpty()
            ? "no device is to be seen in what was given: no host is up, and none answers"
            : "several devices are to be seen: say which with --address: " + list(candidates));
  }

  private static String list(Set<Ipv4Address> addresses) {
    String first =
        addresses.stream()
            .limit(LISTED)
            .map(Ipv4Address::toString)
            .collect(Collectors.joining(", "));
    return addresses.isEmpty()
        ? "none"
        : addresses.size() > LISTED
            ? first + " and " + (addresses.size() - LISTED) + " more"
            : first;
  }

  private static Set<Ipv4Address> servers(List<Path> captures) throws IOException {
    Map<Ipv4Address, Integer> accepted = new TreeMap<>();
    for (Path file : captures) {
      CaptureFile.read(
          file, frame -> server(frame).ifPresent(ip -> accepted.merge(ip, 1, Integer::sum)));
    }
    return new LinkedHashSet<>(accepted.keySet());
  }

  private static Optional<Ipv4Address> server(CapturedFrame frame) {
    Optional<Ipv4> ip = frame.ipv4().filter(d -> d.protocol() == Ipv4.TCP && !d.isFragment());
    return ip.flatMap(d -> Tcp.decode(d.payload()))
        .filter(segment -> segment.has(Tcp.SYN) && segment.has(Tcp.ACK))
        .map(segment -> ip.get().source());
  }
}
