package org.utsusemi.decoy.compare.ask;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.utsusemi.decoy.compare.rule.SameBytes;
import org.utsusemi.decoy.compare.scan.Sanitiser;

/** What came of asking, as the rules read it. */
final class Answers {
  private static final int PREVIEW = 24;

  private Answers() {}

  /** What was heard; how it ended where nothing was. */
  static String value(Talk.Heard heard, Sanitiser sanitiser) {
    if (heard.bytes().length > 0) {
      return value(heard.bytes(), sanitiser);
    }
    return heard.end() == Talk.End.OPEN ? "no answer" : heard.end().words();
  }

  static String value(byte[] bytes, Sanitiser sanitiser) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return SameBytes.value(sanitiser.clean(text).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Why no connection came about. */
  static String value(Exception failure) {
    if (failure instanceof SocketTimeoutException) {
      return "does not answer the SYN";
    }
    return failure instanceof ConnectException ? "refuses the connection" : "unreachable";
  }

  /** The beginning of a request: its first line, or hexadecimal. */
  static String preview(byte[] request) {
    String line =
        new String(request, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("").strip();
    boolean text = line.length() > 1 && line.chars().allMatch(c -> c >= ' ' && c < 127);
    if (text) {
      return line.length() > 2 * PREVIEW ? line.substring(0, 2 * PREVIEW) + "…" : line;
    }
    int shown = Math.min(PREVIEW, request.length);
    String hex = HexFormat.ofDelimiter(" ").formatHex(request, 0, shown);
    return shown < request.length ? hex + " …" : hex;
  }
}
