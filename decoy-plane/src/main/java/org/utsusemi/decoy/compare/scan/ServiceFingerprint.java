package org.utsusemi.decoy.compare.scan;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service that nmap does not know answered to its probes, as nmap prints it: {@code
 * %r(GetRequest,1D,"HTTP/1\.0…")} each (nmap's documentation, chapter 7).
 */
final class ServiceFingerprint {
  private static final int LONGEST = 200_000;
  private static final Pattern ANSWER =
      Pattern.compile(
          "%r\\(([A-Za-z0-9_.-]{1,40}),([0-9A-F]{1,8}),\"((?:[^\"\\\\]++|\\\\.)*+)\"\\)");

  private ServiceFingerprint() {}

  /** Answers by probe, as bytes in ISO 8859-1; none when it is too long to be nmap's. */
  static Map<String, byte[]> read(String text) {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    if (text.length() <= LONGEST) {
      Matcher matcher = ANSWER.matcher(text.replace("\nSF:", ""));
      while (matcher.find()) {
        answers.putIfAbsent(
            matcher.group(1), unescape(matcher.group(3)).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return answers;
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      boolean hex = escaped == 'x' && text.substring(i + 1).length() >= 2;
      if (hex && text.substring(i + 1, i + 3).matches("[0-9a-fA-F]{2}")) {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.append(
            switch (escaped) {
              case 'r' -> '\r';
              case 'n' -> '\n';
              case 't' -> '\t';
              case '0' -> '\0';
              default -> escaped;
            });
      }
    }
    return out.toString();
  }
}
