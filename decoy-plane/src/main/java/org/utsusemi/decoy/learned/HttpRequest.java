package org.utsusemi.decoy.learned;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of an HTTP request tells it apart.
 *
 * @param headers those that may change an answer, by their names in lower case
 * @param length bytes with the body
 * @param complete whether all of it is there
 */
record HttpRequest(
    String method,
    String target,
    String version,
    Map<String, String> headers,
    String body,
    int length,
    boolean complete) {
  /**
   * Bytes of one that are waited for. Twice what a known request may have; each connection may hold
   * as many, and no budget counts them.
   */
  static final int LONGEST = 2 * RequestForm.LONGEST;

  /** These say who asks whom, and each client writes them differently. */
  private static final List<String> IGNORED =
      List.of(
          "host",
          "user-agent",
          "accept",
          "accept-encoding",
          "accept-language",
          "cache-control",
          "pragma",
          "referer",
          "content-length",
          "dnt",
          "upgrade-insecure-requests");

  /**
   * Reads the request that bytes begin with.
   *
   * @return empty when they begin with something else; not {@link #complete} when more must come
   */
  static Optional<HttpRequest> parse(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return parse(text);
  }

  static Optional<HttpRequest> parse(String text) {
    int lineEnd = text.indexOf('\n');
    String line = strip(lineEnd < 0 ? text : text.substring(0, lineEnd));
    if (lineEnd < 0) {
      return line.length() < 4096 && mayBecome(line)
          ? Optional.of(new HttpRequest("", "", "", Map.of(), "", 0, false))
          : Optional.empty();
    }
    String[] words = line.split(" ", 4);
    if (words.length != 3 || !isMethod(words[0]) || !words[2].matches("HTTP/\\d\\.\\d")) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    int bodyLength = 0;
    int at = lineEnd + 1;
    while (true) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return Optional.of(
            new HttpRequest(words[0], words[1], words[2], headers, "", text.length(), false));
      }
      String header = strip(text.substring(at, end));
      at = end + 1;
      if (header.isEmpty()) {
        break;
      }
      int colon = header.indexOf(':');
      String name = (colon < 0 ? header : header.substring(0, colon)).toLowerCase(Locale.ROOT);
      String value = colon < 0 ? "" : header.substring(colon + 1).strip();
      if (name.equals("content-length") && value.matches("\\d{1,6}")) {
        bodyLength = Integer.parseInt(value);
      }
      if (!IGNORED.contains(name)) {
        headers.put(name, name.equals("connection") ? value.toLowerCase(Locale.ROOT) : value);
      }
    }
    int length = at + bodyLength;
    boolean complete = text.length() >= length;
    return Optional.of(
        new HttpRequest(
            words[0],
            words[1],
            words[2],
            headers,
            complete ? text.substring(at, length) : "",
            Math.min(length, text.length()),
            complete));
  }

  /** Whether a line without its end can still become a request line. */
  private static boolean mayBecome(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? line.length() <= 20 && (line.isEmpty() || isMethod(line))
        : isMethod(line.substring(0, space));
  }

  private static boolean isMethod(String word) {
    return word.matches("[A-Z][A-Z_-]{0,19}");
  }

  private static String strip(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** From the one that says most to the one that says least, without the target. */
  List<String> keys(String ofTarget) {
    String connection = headers.getOrDefault("connection", "");
    String all = method + "\n" + ofTarget + "\n" + version;
    return List.of(
        all + "\n" + headers + "\n" + body,
        all + "\nconnection " + connection,
        all + "\nany",
        method + "\n" + ofTarget + "\nany version");
  }
}
