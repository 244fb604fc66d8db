package org.utsusemi.decoy.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** Gathers what one device says out of the frames of captures, in their order. */
public final class DeviceWatch implements Consumer<CapturedFrame> {
  private static final int MOST_MACS = 16;

  private final Ipv4Address device;
  private final TcpWatch tcp;
  private final UdpWatch udp = new UdpWatch();
  private final Echoes echoes = new Echoes();
  private final Echoes arps = new Echoes();
  private final Set<MacAddress> macs = new TreeSet<>();
  private final Set<MacAddress> announced = new TreeSet<>();
  private long fragments;

  public DeviceWatch(Ipv4Address device) {
    this.device = device;
    this.tcp = new TcpWatch();
  }

  @Override
  public void accept(CapturedFrame frame) {
    Optional<Arp> arp = frame.arp();
    if (arp.isPresent()) {
      arp(arp.get(), frame.nanos());
      return;
    }
    Optional<Ipv4> ip = frame.ipv4();
    if (ip.isEmpty()) {
      return;
    }
    boolean fromDevice = ip.get().source().equals(device);
    if (!fromDevice && !ip.get().destination().equals(device)) {
      return;
    }
    if (fromDevice && macs.size() < MOST_MACS) {
      frame.source().ifPresent(macs::add);
    }
    if (ip.get().isFragment()) {
      fragments++;
      return;
    }
    datagram(fromDevice, ip.get(), frame.nanos());
  }

  private void datagram(boolean fromDevice, Ipv4 ip, long nanos) {
    Ipv4Address other = fromDevice ? ip.destination() : ip.source();
    switch (ip.protocol()) {
      case Ipv4.TCP ->
          Tcp.decode(ip.payload()).ifPresent(s -> tcp.segment(fromDevice, other, ip, s, nanos));
      case Ipv4.UDP ->
          Udp.decode(ip.payload()).ifPresent(d -> udp.datagram(fromDevice, other, d, nanos));
      case Ipv4.ICMP ->
          Icmp.decode(ip.payload()).ifPresent(m -> message(fromDevice, other, m, nanos));
      default -> {}
    }
  }

  private void message(boolean fromDevice, Ipv4Address other, Icmp message, long nanos) {
    long key = (long) other.bits() << 32 | message.rest() & 0xffff_ffffL;
    if (!fromDevice && message.type() == Icmp.ECHO_REQUEST) {
      echoes.asked(key, nanos);
    } else if (fromDevice && message.type() == Icmp.ECHO_REPLY) {
      echoes.answered(key, nanos);
    } else if (fromDevice
        && message.type() == Icmp.UNREACHABLE
        && message.code() == Icmp.PORT_UNREACHABLE) {
      udp.refused(other, message.payload(), nanos);
    }
  }

  private void arp(Arp arp, long nanos) {
    if (arp.operation() == Arp.REQUEST && arp.targetIp().equals(device)) {
      arps.asked(arp.senderIp().bits(), nanos);
    } else if (arp.operation() == Arp.REPLY && arp.senderIp().equals(device)) {
      arps.answered(arp.targetIp().bits(), nanos);
      if (announced.size() < MOST_MACS) {
        announced.add(arp.senderMac());
      }
    }
  }

  /** All that was seen until now. */
  public Observed observed() {
    // behind a router frames bear the router's address, but ARP does not
    Set<MacAddress> known = announced.isEmpty() ? macs : announced;
    Optional<MacAddress> mac =
        known.size() == 1 ? Optional.of(known.iterator().next()) : Optional.empty();
    List<String> left = new ArrayList<>(tcp.left());
    left.addAll(udp.left());
    if (fragments > 0) {
      left.add(fragments + " fragments of IP, which are not put together");
    }
    return new Observed(
        mac, tcp.talks(), udp.talks(), tcp.synAnswers(), echoes.nanos(), arps.nanos(), left);
  }
}
