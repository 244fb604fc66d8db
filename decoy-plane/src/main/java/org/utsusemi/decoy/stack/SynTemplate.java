package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * The answer to SYNs of one shape, encoded but for what differs from one to the next: addresses,
 * ports, numbers, the mark, and the checksums over them.
 */
final class SynTemplate {
  private static final int MACS = 12;
  private static final int TAG = 4;
  private static final int IP_HEADER = 20;

  /** Least length without the check sequence and the tag. */
  private static final int SHORTEST = 60;

  private final byte[] shape;
  private final byte[] bytes;
  private final int ip;
  private final int tcp;
  private final int ipSum;
  private final int tcpSum;
  private final boolean cookie;
  private final int segmentSize;
  private final int acknowledged;
  private final Personality.Counter counter;

  /**
   * @param tagged whether it bears a mark
   * @param answer without addresses and ports; of its sequence and acknowledgment numbers only what
   *     is said here counts
   * @param segmentSize what the cookie that is its sequence number remembers; -1: its sequence
   *     number is 0
   * @param acknowledged how far behind the SYN's sequence number it acknowledges; -1: its
   *     acknowledgment number is 0
   */
  SynTemplate(
      byte[] shape,
      boolean tagged,
      IpFields fields,
      Personality.Counter counter,
      Tcp answer,
      int segmentSize,
      int acknowledged) {
    this.shape = shape;
    this.counter = counter;
    this.cookie = segmentSize >= 0;
    this.segmentSize = segmentSize;
    this.acknowledged = acknowledged;
    this.bytes = encoded(tagged, fields, answer);
    this.ip = MACS + (tagged ? TAG : 0) + 2;
    this.tcp = ip + IP_HEADER;
    put16(bytes, ip + 10, 0);
    put16(bytes, tcp + 16, 0);
    int end = ip + half(bytes, ip + 2);
    this.ipSum = sum(bytes, ip, tcp);
    this.tcpSum = sum(bytes, tcp, end) + Ipv4.TCP + end - tcp;
  }

  private static byte[] encoded(boolean tagged, IpFields fields, Tcp answer) {
    ByteBuffer segment = ByteBuffer.allocate(Transmitter.LARGEST_PAYLOAD);
    answer.encode(segment, Ipv4Address.ANY, Ipv4Address.ANY);
    Ipv4 packet =
        Ipv4.of(
            0,
            fields.dontFragment() ? Ipv4.DONT_FRAGMENT : 0,
            fields.timeToLive(),
            Ipv4.TCP,
            Ipv4Address.ANY,
            Ipv4Address.ANY,
            segment.flip());
    ByteBuffer datagram = ByteBuffer.allocate(Ethernet.LARGEST);
    packet.encode(datagram);
    Optional<VlanTag> tag =
        tagged ? Optional.of(new VlanTag(Transmitter.MARK_PRIORITY, false, 0)) : Optional.empty();
    ByteBuffer frame = ByteBuffer.allocate(Ethernet.LARGEST + SHORTEST);
    new Ethernet(
            MacAddress.ZERO, MacAddress.ZERO, tag, Optional.empty(), Ethernet.IPV4, datagram.flip())
        .encode(frame);
    return Arrays.copyOf(frame.array(), frame.position());
  }

  boolean answers(SynFrame syn) {
    return syn.hasShape(shape);
  }

  /** Whether its sequence number is a cookie: it is a SYN/ACK. */
  boolean isCookie() {
    return cookie;
  }

  /** What the cookie remembers of the peer. */
  int segmentSize() {
    return segmentSize;
  }

  /** Where its identification field comes from. */
  Personality.Counter counter() {
    return counter;
  }

  /**
   * Writes the answer to a SYN.
   *
   * @param out room for {@link Ethernet#LARGEST} bytes
   * @return its length
   */
  int write(SynFrame syn, int identification, int sequence, byte[] out) {
    System.arraycopy(bytes, 0, out, 0, bytes.length);
    putMac(out, 0, syn.source);
    putMac(out, MACS / 2, syn.destination);
    if (syn.mark != 0) {
      put16(out, MACS + 2, half(bytes, MACS + 2) | syn.mark);
    }
    int addresses = halves(syn.sourceIp) + halves(syn.destinationIp);
    put16(out, ip + 4, identification);
    put16(out, ip + 10, folded(ipSum + identification + addresses));
    put32(out, ip + 12, syn.destinationIp);
    put32(out, ip + 16, syn.sourceIp);
    int acknowledgment = acknowledged < 0 ? 0 : syn.sequence + acknowledged;
    put32(out, tcp, syn.ports << 16 | syn.ports >>> 16);
    put32(out, tcp + 4, sequence);
    put32(out, tcp + 8, acknowledgment);
    int numbers = halves(syn.ports) + halves(sequence) + halves(acknowledgment);
    put16(out, tcp + 16, folded(tcpSum + addresses + numbers));
    return bytes.length;
  }

  /** Without its shape: templates that say the same are kept once. */
  boolean isLike(SynTemplate other) {
    return cookie == other.cookie
        && segmentSize == other.segmentSize
        && acknowledged == other.acknowledged
        && counter == other.counter
        && Arrays.equals(bytes, other.bytes)
        && Arrays.equals(shape, other.shape);
  }

  int hash() {
    return 31 * Arrays.hashCode(bytes) + Arrays.hashCode(shape);
  }

  private static int sum(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int at = from; at < to; at += 2) {
      sum += (bytes[at] & 0xff) << 8 | (at + 1 < to ? bytes[at + 1] & 0xff : 0);
    }
    return sum;
  }

  private static int halves(int word) {
    return (word >>> 16) + (word & 0xffff);
  }

  /** RFC 1071. */
  private static int folded(int sum) {
    int once = (sum & 0xffff) + (sum >>> 16);
    return ~((once & 0xffff) + (once >>> 16)) & 0xffff;
  }

  private static int half(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  private static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >>> 16);
    put16(bytes, at + 2, value);
  }

  private static void putMac(byte[] bytes, int at, long mac) {
    put16(bytes, at, (int) (mac >>> 32));
    put32(bytes, at + 2, (int) mac);
  }
}
