package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.decoy.learned.HttpKeys;
import org.utsusemi.decoy.learned.SnmpMessage;

/** How the requests of a port are told apart. */
final class Comparing {
  private static final double MOST = 0.5;

  private Comparing() {}

  /** As SNMP when most requests are, else as bytes. */
  static Compare ofDatagrams(List<Heard> heard) {
    long snmp = heard.stream().filter(h -> SnmpMessage.parse(h.request()).isPresent()).count();
    return snmp > 0 && snmp >= MOST * heard.size() ? Compare.SNMP : Compare.BYTES;
  }

  /** An SNMP message with the same request id as all others here; other bytes as they are. */
  static byte[] withoutId(byte[] message) {
    return SnmpMessage.parse(message)
        .map(m -> m.withId(new byte[] {2, 1, 0}).encode())
        .orElse(message);
  }

  /** As HTTP when answers are, as lines when both sides talk in lines, else as bytes. */
  static Compare of(List<Heard> heard, List<byte[]> greetings) {
    long http = heard.stream().filter(h -> text(h.answer()).startsWith("HTTP/")).count();
    long answered = heard.stream().filter(h -> h.answer().length > 0).count();
    if (http > 0 && http >= MOST * answered) {
      return Compare.HTTP;
    }
    long lines =
        heard.stream()
            .filter(h -> h.answer().length > 0 && isLines(h.answer()) && isLines(h.request()))
            .count();
    boolean greetsInLines = greetings.stream().anyMatch(Comparing::isLines);
    return lines > 0 && lines >= MOST * answered || greetsInLines && answered == 0
        ? Compare.LINES
        : Compare.BYTES;
  }

  /** Whether a request is one that the protocol can understand. */
  static boolean isProper(Compare compare, byte[] request) {
    return switch (compare) {
      case HTTP -> HttpKeys.isRequest(text(request));
      case LINES -> text(request).matches("[A-Za-z]{2,12}( [^\\r\\n]*)?\\r?\\n");
      case BYTES -> false;
      case SNMP -> SnmpMessage.parse(request).isPresent();
    };
  }

  /** What tells HTTP requests apart; the bytes for what is none. */
  static String httpKey(byte[] request) {
    return HttpKeys.key(text(request)).orElseGet(() -> PieceText.literal(request));
  }

  /** An HTTP request without the headers that do not count. */
  static byte[] shortened(byte[] request) {
    return HttpKeys.shortened(text(request))
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
        .orElse(request);
  }

  private static boolean isLines(byte[] bytes) {
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      return false;
    }
    int odd = 0;
    for (byte b : bytes) {
      odd += b < ' ' && b != '\r' && b != '\n' && b != '\t' ? 1 : 0;
    }
    return odd == 0;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
