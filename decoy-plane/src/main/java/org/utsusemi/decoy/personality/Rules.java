package org.utsusemi.decoy.personality;

import java.nio.ByteBuffer;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;

/** What nmap's letters mean. */
final class Rules {
  static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Some number other than 0 in the urgent pointer, although URG is not set. */
  static final int URGENT = 0x0a0d;

  /** Where a fingerprint says nothing of it. */
  static final int USUAL_TTL = 64;

  private static final String FLAGS = "EUAPRSF";
  private static final int[] BITS = {0x40, Tcp.URG, Tcp.ACK, Tcp.PSH, Tcp.RST, Tcp.SYN, Tcp.FIN};

  private Rules() {}

  static int flags(String letters) {
    int flags = 0;
    for (int i = 0; i < FLAGS.length(); i++) {
      flags |= letters.indexOf(FLAGS.charAt(i)) >= 0 ? BITS[i] : 0;
    }
    return flags;
  }

  static TcpAnswer.Sequence sequence(String letter) {
    return switch (letter) {
      case "Z" -> TcpAnswer.Sequence.ZERO;
      case "A" -> TcpAnswer.Sequence.ACKNOWLEDGED;
      case "A+" -> TcpAnswer.Sequence.ACKNOWLEDGED_PLUS_ONE;
      default -> TcpAnswer.Sequence.OTHER;
    };
  }

  /**
   * @param flagged whether nmap's probe has a SYN or FIN: what other segments get follows from it
   */
  static TcpAnswer.Acknowledgment acknowledgment(String letter, boolean flagged) {
    return switch (letter) {
      case "Z" -> TcpAnswer.Acknowledgment.ZERO;
      case "S" ->
          flagged
              ? TcpAnswer.Acknowledgment.BEHIND_PAYLOAD
              : TcpAnswer.Acknowledgment.BEHIND_SEGMENT;
      case "S+" ->
          flagged ? TcpAnswer.Acknowledgment.BEHIND_SEGMENT : TcpAnswer.Acknowledgment.ONE_MORE;
      default -> TcpAnswer.Acknowledgment.OTHER;
    };
  }

  static long hex(String digits) {
    return digits.matches("[0-9A-F]{1,8}") ? Long.parseLong(digits, 16) : 0;
  }

  /** The time to live of a test, else of the first answer to a SYN, else the usual one. */
  static int ttl(Choice choice, String test) {
    int own = choice.timeToLive(test);
    int first = own > 0 ? own : choice.timeToLive("T1");
    return first > 0 ? first : USUAL_TTL;
  }
}
