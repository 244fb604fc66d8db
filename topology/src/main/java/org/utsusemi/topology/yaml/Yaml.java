package org.utsusemi.topology.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.utsusemi.topology.model.SourceRef;

/** A node of a YAML document. */
public sealed interface Yaml permits Mapping, Sequence, Scalar {
  /** The most characters that a document may have. */
  int MAX_LENGTH = 1 << 20;

  /** How deep mappings and lists may lie inside one another. */
  int MAX_DEPTH = 32;

  /** Where it starts. A mapping written as a block starts at its first key. */
  SourceRef at();

  /** What it is, for people: {@code a mapping}, {@code a list}, {@code "text"}, {@code nothing}. */
  String describe();

  /**
   * Reads one document. Refused, as one problem each: more than {@link #MAX_LENGTH} characters,
   * more than {@link #MAX_DEPTH} levels, unprintable characters, aliases, tags, a second document,
   * and whatever is not YAML 1.2.
   *
   * @param fileName as the user gave it; every place in the result bears it
   * @return empty when a problem was added
   */
  static Optional<Yaml> parse(String fileName, String text, Problems problems) {
    return new TreeReader(fileName, problems).read(text);
  }

  /** Reads one document from UTF-8, with or without a byte order mark. */
  static Optional<Yaml> parse(String fileName, byte[] utf8, Problems problems) {
    return decode(fileName, utf8, problems).flatMap(text -> parse(fileName, text, problems));
  }

  /** Decodes UTF-8, without its byte order mark; empty, and a problem, when it is anything else. */
  static Optional<String> decode(String fileName, byte[] utf8, Problems problems) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < bytes.position(); i++) {
        if (utf8[i] == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      SourceRef at = new SourceRef(fileName, line, bytes.position() - lineStart + 1);
      problems.add(
          at,
          String.format(
              "byte 0x%02x is not UTF-8: save the file as UTF-8", utf8[bytes.position()] & 0xff));
      return Optional.empty();
    }
  }
}
