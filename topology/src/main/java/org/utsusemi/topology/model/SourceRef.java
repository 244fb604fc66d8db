package org.utsusemi.topology.model;

/**
 * A place in a file.
 *
 * @param file the file's name as the user gave it
 * @param line 1-based
 * @param column 1-based, in characters
 */
public record SourceRef(String file, int line, int column) implements Comparable<SourceRef> {
  @Override
  public int compareTo(SourceRef other) {
    int byFile = file.compareTo(other.file);
    int byLine = Integer.compare(line, other.line);
    return byFile != 0 ? byFile : byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
