package org.utsusemi.topology.yaml;

import org.utsusemi.topology.model.SourceRef;

/**
 * Something in a file that must be written otherwise.
 *
 * @param message what was found and what to write, in one printable line of at most 1,000
 *     characters whatever the file holds: a file may neither move a terminal's cursor nor fill a
 *     screen through what is said about it
 */
public record Problem(SourceRef at, String message) {
  private static final int LONGEST = 1_000;

  public Problem {
    message = printable(message);
  }

  /** As compilers print it: {@code file:line:column: message}. */
  @Override
  public String toString() {
    return at + ": " + message;
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (c == '\n') {
                line.append("\\n");
              } else if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST
        ? line.append('…').toString()
        : line.toString();
  }
}
