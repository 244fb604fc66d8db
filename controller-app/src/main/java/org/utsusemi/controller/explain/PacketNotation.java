package org.utsusemi.controller.explain;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.utsusemi.controller.explain.Frame.Station;
import org.utsusemi.controller.rules.Packets;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.yaml.Nearest;

/**
 * A packet as an engineer writes it:
 *
 * <pre>
 * SENDER &gt; TARGET tcp PORT [from PORT] [flags SA] | udp PORT [from PORT] | ping | ping-reply | arp | 0x88b8
 *        [tag VID] [at SWITCH:PORT]
 * </pre>
 *
 * <p>Sender and target are names of devices, or {@code IP}, {@code IP/MAC}, and for a frame without
 * IP {@code MAC}.
 */
public final class PacketNotation {
  public static final String SHAPE =
      "SENDER > TARGET PROTOCOL [tag VID] [at SWITCH:PORT], PROTOCOL being one of: tcp PORT [from"
          + " PORT] [flags SA], udp PORT [from PORT], ping, ping-reply, arp, 0x88b8";

  private static final String FLAGS = "FSRPAUEC";
  private static final int ANY_CLIENT_PORT = 40_000;

  private final Site site;
  private final Deque<String> words;

  private PacketNotation(Site site, String text) {
    this.site = site;
    this.words = new ArrayDeque<>(Arrays.asList(text.replace(">", " > ").strip().split("\\s+")));
  }

  /**
   * Reads a packet.
   *
   * @throws IllegalArgumentException saying what is wrong with it, and what was expected
   */
  public static Question parse(Site site, String text) {
    return new PacketNotation(site, text).question();
  }

  private Question question() {
    String sender = next("a SENDER");
    String arrow = next("'>'");
    if (!arrow.equals(">")) {
      throw wrong("'>' expected behind " + sender + ", found '" + arrow + "'");
    }
    Optional<Device> device = Optional.ofNullable(site.devices().get(sender));
    Frame frame = frame(station(sender), station(next("a TARGET")));
    Optional<PortRef> in = device.map(Device::port);
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "tag" -> frame = frame.tagged(number("a VLAN id", 0, 4095), 0);
        case "at" -> in = Optional.of(port());
        default -> throw wrong("'" + word + "' is one word too many");
      }
    }
    if (in.isEmpty()) {
      throw wrong(sender + " is no device of the site: say where it is plugged in, at SWITCH:PORT");
    }
    return new Question(in.get(), frame);
  }

  private Frame frame(Station from, Station to) {
    String protocol = next("a protocol");
    switch (protocol) {
      case "tcp" -> {
        int target = number("a port", 0, 0xffff);
        int source = option("from") ? number("a port", 0, 0xffff) : ANY_CLIENT_PORT;
        int flags = option("flags") ? flags(next("flags")) : Packets.SYN;
        return Frame.tcp(from, source, to, target, flags);
      }
      case "udp" -> {
        int target = number("a port", 0, 0xffff);
        int source = option("from") ? number("a port", 0, 0xffff) : ANY_CLIENT_PORT;
        return Frame.udp(from, source, to, target);
      }
      case "ping" -> {
        return Frame.icmp(from, to, Packets.ECHO_REQUEST);
      }
      case "ping-reply" -> {
        return Frame.icmp(from, to, Packets.ECHO_REPLY);
      }
      case "arp" -> {
        return Frame.arp(from, to.ip());
      }
      default -> {
        return Frame.ethernet(from.mac(), to.mac(), ethertype(protocol));
      }
    }
  }

  private Station station(String text) {
    Device device = site.devices().get(text);
    if (device != null) {
      return Station.of(device);
    }
    Optional<MacAddress> mac = MacAddress.tryParse(text);
    if (mac.isPresent()) {
      return new Station(mac.get(), Ipv4Address.ANY);
    }
    String[] parts = text.split("/", 2);
    Optional<Ipv4Address> ip = Ipv4Address.tryParse(parts[0]);
    if (ip.isEmpty()) {
      throw wrong(
          "'"
              + text
              + "' is no device, IP, IP/MAC or MAC"
              + Nearest.hint(text, site.devices().keySet())
              + "; devices: "
              + String.join(", ", site.devices().keySet()));
    }
    if (parts.length == 1) {
      return new Station(macOf(ip.get()), ip.get());
    }
    return new Station(
        MacAddress.tryParse(parts[1])
            .orElseThrow(() -> wrong("'" + parts[1] + "' is no MAC address")),
        ip.get());
  }

  /** That of the device which has the address; else one that no vendor gives. */
  private MacAddress macOf(Ipv4Address ip) {
    return site.devices().values().stream()
        .filter(device -> device.ip().equals(ip))
        .findFirst()
        .map(Device::mac)
        .orElseGet(() -> new MacAddress(0x0200_0000_0000L | ip.bits() & 0xffff_ffffL));
  }

  private static int flags(String text) {
    int flags = 0;
    for (char letter : text.toCharArray()) {
      int bit = FLAGS.indexOf(letter);
      if (bit < 0) {
        throw wrong("'" + text + "' are no flags: letters of " + FLAGS + " expected, such as SA");
      }
      flags |= 1 << bit;
    }
    return flags;
  }

  private static int ethertype(String text) {
    if (!text.matches("0x[0-9a-fA-F]{4}") || Integer.decode(text) < 0x600) {
      throw wrong(
          "'" + text + "' is no protocol: tcp, udp, ping, ping-reply, arp or 0x0600-0xffff");
    }
    return Integer.decode(text);
  }

  private PortRef port() {
    String text = next("SWITCH:PORT");
    PortRef port =
        PortRef.tryParse(text).orElseThrow(() -> wrong("'" + text + "' is no SWITCH:PORT"));
    if (!site.switches().containsKey(port.switchName())) {
      throw wrong(
          "there is no switch "
              + port.switchName()
              + Nearest.hint(port.switchName(), site.switches().keySet()));
    }
    return port;
  }

  private int number(String what, int least, int most) {
    String text = next(what);
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw wrong("'" + text + "' is not " + what + " (" + least + "-" + most + ")");
    }
    return Integer.parseInt(text);
  }

  private boolean option(String word) {
    boolean there = word.equals(words.peek());
    if (there) {
      words.remove();
    }
    return there;
  }

  private String next(String what) {
    String word = words.poll();
    if (word == null || word.isEmpty()) {
      throw wrong(what + " is missing");
    }
    return word;
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }
}
