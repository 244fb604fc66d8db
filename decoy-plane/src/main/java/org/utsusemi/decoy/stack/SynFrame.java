package org.utsusemi.decoy.stack;

import java.util.Arrays;

/**
 * A frame looked at where it lies, when it is a plain SYN: at most one VLAN tag, IPv4 without
 * options or fragments, TCP with SYN alone and nothing behind the header. One for all frames of a
 * stack.
 */
final class SynFrame {
  private static final int MACS = 12;
  private static final int TAG = 4;
  private static final int VLAN = 0x8100;
  private static final int IPV4 = 0x0800;
  private static final int IP_HEADER = 20;
  private static final int TCP_HEADER = 20;
  private static final int WINDOW = 14;
  private static final int VERSION_AND_LENGTH = 0x45;
  private static final int TCP = 6;
  private static final int FRAGMENT = 0x3fff;
  private static final int SYN_ALONE = 0x002;

  private byte[] bytes = {};
  private int ip;
  private int tcp;
  private int end;

  /** VLAN id; 0 for a frame without a tag. */
  int mark;

  /** 48 bits. */
  long source;

  /** 48 bits. */
  long destination;

  int sourceIp;
  int destinationIp;

  /** Source port in the upper half, destination port in the lower. */
  int ports;

  int sequence;

  /**
   * Looks at a frame.
   *
   * @return whether it is one; if not, nothing is known of it
   */
  boolean read(byte[] frame, int length) {
    bytes = frame;
    int at = MACS;
    if (length < MACS + 2 + IP_HEADER + TCP_HEADER) {
      return false;
    }
    int type = half(at);
    mark = 0;
    if (type == VLAN) {
      mark = half(at + 2) & 0xfff;
      at += TAG;
      type = half(at);
    }
    ip = at + 2;
    tcp = ip + IP_HEADER;
    if (type != IPV4 || tcp + TCP_HEADER > length || frame[ip] != VERSION_AND_LENGTH) {
      return false;
    }
    end = ip + half(ip + 2);
    int headers = tcp + (frame[tcp + 12] >>> 4 & 15) * 4;
    if (end > length
        || end != headers
        || headers < tcp + TCP_HEADER
        || (half(ip + 6) & FRAGMENT) != 0
        || frame[ip + 9] != TCP
        || (half(tcp + 12) & 0xfff) != SYN_ALONE) {
      return false;
    }
    source = mac(MACS / 2);
    destination = mac(0);
    sourceIp = word(ip + 12);
    destinationIp = word(ip + 16);
    ports = word(tcp);
    sequence = word(tcp + 4);
    return isOrdinary();
  }

  int destinationPort() {
    return ports & 0xffff;
  }

  /** The two words that a {@link TcpKey} has. */
  long addresses() {
    return (long) sourceIp << 32 | destinationIp & 0xffff_ffffL;
  }

  long portNumbers() {
    return ports & 0xffff_ffffL;
  }

  /**
   * All that an answer may depend on besides addresses, ports and sequence number: the window and
   * the options.
   */
  byte[] shape() {
    byte[] shape = new byte[2 + end - tcp - TCP_HEADER];
    System.arraycopy(bytes, tcp + WINDOW, shape, 0, 2);
    System.arraycopy(bytes, tcp + TCP_HEADER, shape, 2, shape.length - 2);
    return shape;
  }

  boolean hasShape(byte[] shape) {
    return shape[0] == bytes[tcp + WINDOW]
        && shape[1] == bytes[tcp + WINDOW + 1]
        && Arrays.equals(bytes, tcp + TCP_HEADER, end, shape, 2, shape.length);
  }

  /** Whether nothing is odd about who sent it, and no field is set that an answer might repeat. */
  private boolean isOrdinary() {
    int first = sourceIp >>> 24;
    return first != 0
        && first != 127
        && first < 224
        && sourceIp != destinationIp
        && (bytes[MACS / 2] & 1) == 0
        && word(tcp + 8) == 0
        && half(tcp + 18) == 0;
  }

  private long mac(int at) {
    return (long) half(at) << 32 | word(at + 2) & 0xffff_ffffL;
  }

  private int word(int at) {
    return half(at) << 16 | half(at + 2);
  }

  private int half(int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
