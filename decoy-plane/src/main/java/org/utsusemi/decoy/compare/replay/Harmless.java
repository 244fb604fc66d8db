package org.utsusemi.decoy.compare.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a request is known to change nothing in the machine that it is sent to. What is not known
 * may.
 */
final class Harmless {
  /** Reads, and who are you: of the Modbus specification V1.1b3, §6. */
  private static final Set<Integer> MODBUS = Set.of(1, 2, 3, 4, 7, 11, 12, 17, 20, 24, 43);

  /** List services, identity, interfaces: of the CIP networks library, volume 2, §2-3. */
  private static final Set<Integer> ENIP = Set.of(0x0004, 0x0063, 0x0064);

  /** Get, get-next and get-bulk: of RFC 3416 §3. */
  private static final Set<Integer> SNMP = Set.of(0xa0, 0xa1, 0xa5);

  private static final Pattern HTTP =
      Pattern.compile("(GET|HEAD|OPTIONS) [^ \\r\\n]{1,2000} (HTTP/1\\.[01]|RTSP/1\\.0)\\r?\\n");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?i)(|help|noop|quit|syst|feat|user [^\\r\\n]{1,64}|ehlo [^\\r\\n]{1,64})\\r?\\n");
  private static final Pattern SSH_VERSION = Pattern.compile("SSH-2\\.0-[^\\r\\n]{1,200}\\r?\\n");
  private static final int ENCAPSULATED = 43;
  private static final int ENIP_HEADER = 24;

  private Harmless() {}

  static boolean is(boolean udp, int port, byte[] request) {
    if (udp) {
      return port == 161 && isSnmpRead(request) || isEnip(request);
    }
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return HTTP.matcher(text).lookingAt() && bodyless(text)
        || COMMAND.matcher(text).matches()
        || SSH_VERSION.matcher(text).matches()
        || isModbusRead(request)
        || isEnip(request);
  }

  private static boolean bodyless(String text) {
    return text.endsWith("\r\n\r\n") || text.endsWith("\n\n");
  }

  /** One or more whole requests, each a read. */
  private static boolean isModbusRead(byte[] request) {
    ByteBuffer in = ByteBuffer.wrap(request);
    while (in.remaining() >= 8) {
      int protocol = in.getShort(in.position() + 2);
      int length = in.getShort(in.position() + 4) & 0xffff;
      int function = in.get(in.position() + 7) & 0xff;
      if (protocol != 0 || length < 2 || length > 254 || in.remaining() < 6 + length) {
        return false;
      }
      if (!MODBUS.contains(function) || function == ENCAPSULATED && !identifies(in, length)) {
        return false;
      }
      in.position(in.position() + 6 + length);
    }
    return request.length > 0 && !in.hasRemaining();
  }

  /** Of what function 43 carries only the device's identification reads and does nothing else. */
  private static boolean identifies(ByteBuffer in, int length) {
    return length > 2 && in.get(in.position() + 8) == 14;
  }

  private static boolean isEnip(byte[] request) {
    return request.length == ENIP_HEADER
        && ENIP.contains((request[0] & 0xff) | (request[1] & 0xff) << 8)
        && request[2] == 0
        && request[3] == 0;
  }

  /** The tag of the PDU stands behind version and community. */
  private static boolean isSnmpRead(byte[] request) {
    int community = 5;
    if (request.length < 8 || request[0] != 0x30 || request[2] != 2 || request[3] != 1) {
      return false;
    }
    if (request[community] != 4) {
      return false;
    }
    int tag = community + 2 + (request[community + 1] & 0xff);
    return tag < request.length && SNMP.contains(request[tag] & 0xff);
  }
}
