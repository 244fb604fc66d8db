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
    boolean whole = text.codePointCount(0, text.length()) <= SHOWN;
    return '"' + (whole ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…") + '"';
  }
}
