package org.utsusemi.topology.yaml;

import org.utsusemi.topology.model.SourceRef;

/**
 * A single value as raw text.
 *
 * @param text without quotes and escapes; empty when nothing was written
 * @param quoted whether it stood in quotes or was a block of text
 */
public record Scalar(SourceRef at, String text, boolean quoted) implements Yaml {
  private static final int SHOWN = 60;

  @Override
  public String describe() {
    if (text.isEmpty() && !quoted) {
      return "nothing";
    }
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints().limit(SHOWN).forEach(c -> append(shown, c));
    return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "…\"" : "\"").toString();
  }

  /** A file may not move a terminal's cursor through a message about it. */
  private static void append(StringBuilder shown, int c) {
    if (c == '\n') {
      shown.append("\\n");
    } else if (Character.isISOControl(c)) {
      shown.append(String.format("\\u%04x", c));
    } else {
      shown.appendCodePoint(c);
    }
  }
}
