package org.utsusemi.topology.sitefile;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.Ipv4Range;
import org.utsusemi.topology.address.Ipv4Subnet;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.NumberRange;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Mode;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** Shapes of the single values of a site file that refer to nothing else in it. */
final class Values {
  private static final Pattern LISTENER = Pattern.compile("(.+):(\\d{1,5})");

  /** Room in an SVG label and in a log line; the same alphabet as in {@link PortRef}. */
  static final Shape<String> NAME =
      matching(
          "a name of at most 63 letters, digits, '-', '_' and '.' such as plc1",
          "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");

  /** The kernel's rule ({@code dev_valid_name}). */
  static final Shape<String> INTERFACE =
      matching(
          "a network interface of 1 to 15 characters such as decoy0",
          "(?!\\.{1,2}$)[!-~&&[^/:]]{1,15}");

  static final Shape<String> NOTE =
      matching(
          "a text of 1 to 100 characters in one line",
          "[^\\s\\p{Cc}](?:[^\\p{Cc}]{0,98}[^\\s\\p{Cc}])?");

  static final Shape<String> CLUSTER =
      matching(
          "an address such as zookeeper://zk1:2181,zk2:2181,zk3:2181/utsusemi",
          "zookeeper://[A-Za-z0-9.-]+:\\d{1,5}(?:,[A-Za-z0-9.-]+:\\d{1,5})*/[A-Za-z0-9._/-]+");

  static final Shape<Ipv4Address> IP =
      Shapes.scalar("an IPv4 address such as 10.20.1.41", Ipv4Address::tryParse);

  static final Shape<Ipv4Range> IP_RANGE =
      Shapes.scalar(
          "an IPv4 address or a range such as 10.20.1.200-10.20.1.220", Ipv4Range::tryParse);

  /** Smaller than /30 has no room for a device and its gateway. */
  static final Shape<Ipv4Subnet> SUBNET =
      Shapes.scalar(
          "a subnet from /8 to /30 such as 10.20.1.0/24, bits behind the prefix zero,"
              + " neither loopback nor multicast",
          text -> Ipv4Subnet.tryParse(text).filter(Values::isPlantSubnet));

  static final Shape<MacAddress> MAC =
      Shapes.scalar(
          "a MAC address of one device such as \"00:30:de:40:59:b7\" (no group, not all zeros)",
          text ->
              MacAddress.tryParse(text)
                  .filter(mac -> !mac.isGroup() && !mac.equals(MacAddress.ZERO)));

  static final Shape<MacAddress> GROUP_MAC =
      Shapes.scalar(
          "a group MAC address (its first octet is odd) such as \"01:0c:cd:01:00:01\"",
          text -> MacAddress.tryParse(text).filter(MacAddress::isGroup));

  static final Shape<Dpid> DPID =
      Shapes.scalar("a datapath id of 16 hex digits such as \"0000000000000001\"", Dpid::tryParse);

  static final Shape<PortRef> PORT =
      Shapes.scalar(
          "a switch port, 1 to " + PortRef.MAX_PORT + ", such as s1:24", PortRef::tryParse);

  static final Shape<Integer> PORT_NUMBER =
      Shapes.integer(
          "a port number from 1 to " + PortRef.MAX_PORT + " such as 24", 1, PortRef.MAX_PORT);

  static final Shape<NumberRange> VLAN_RANGE =
      Shapes.scalar(
          "a range of VLAN ids within 1-4094 such as 3000-3999",
          text ->
              NumberRange.tryParse(text)
                  .filter(range -> range.first() >= 1 && range.last() <= 4094));

  static final Shape<Mode> MODE = Shapes.words(Mode.class, Mode::word);

  static final Shape<InetSocketAddress> LISTENER_ADDRESS =
      Shapes.scalar("an address and a port such as \"127.0.0.1:8080\"", Values::tryParseListener);

  private Values() {}

  /** An address of a service, with one of these schemes. */
  static Shape<URI> uri(String example, Set<String> schemes) {
    return Shapes.scalar(
        "an address such as " + example,
        text -> {
          try {
            return Optional.of(new URI(text))
                .filter(uri -> uri.getHost() != null && schemes.contains(uri.getScheme()));
          } catch (URISyntaxException e) {
            return Optional.empty();
          }
        });
  }

  private static Shape<String> matching(String expected, String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return Shapes.scalar(
        expected, text -> Optional.of(text).filter(t -> compiled.matcher(t).matches()));
  }

  private static boolean isPlantSubnet(Ipv4Subnet subnet) {
    int firstOctet = subnet.network().bits() >>> 24;
    return subnet.prefix() >= 8
        && subnet.prefix() <= 30
        && firstOctet != 0
        && firstOctet != 127
        && firstOctet < 224;
  }

  /** Literal addresses and localhost only: a name would have to be looked up to be checked. */
  private static Optional<InetSocketAddress> tryParseListener(String text) {
    Matcher parts = LISTENER.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String host = parts.group(1).equals("localhost") ? "127.0.0.1" : parts.group(1);
    int port = Integer.parseInt(parts.group(2));
    boolean literal =
        Ipv4Address.tryParse(host).isPresent() || host.matches("\\[[0-9A-Fa-f:.]{2,45}]");
    if (!literal || port < 1 || port > 65535) {
      return Optional.empty();
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
