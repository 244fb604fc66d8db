package org.utsusemi.decoy.learned;

/** A part of a request or of an answer. */
public sealed interface Piece {
  /** These bytes; not to be changed. */
  record Literal(byte[] bytes) implements Piece {}

  /**
   * Of a request: so many bytes, whatever they are.
   *
   * @param length 1–4096
   */
  record Any(int length) implements Piece {}

  /** Of a request of text: as much as there is until what follows; not a line's end. */
  record AnyText() implements Piece {}

  /**
   * Of an answer: bytes of the request; zeros where it has none.
   *
   * @param offset in the request, from 0
   * @param length 1–4096
   */
  record Copy(int offset, int length) implements Piece {}

  /**
   * Of an answer: a number that goes up.
   *
   * @param start the first
   * @param step from each to the next
   * @param bytes 1–8 that it takes
   * @param littleEndian its byte order
   * @param perConnection whether each connection begins with the first
   */
  record Count(long start, long step, int bytes, boolean littleEndian, boolean perConnection)
      implements Piece {}

  /**
   * Of an answer: bytes that differ each time.
   *
   * @param length 1–4096
   */
  record Random(int length) implements Piece {}

  /** Of an answer: the time of day. */
  record Date(DateForm form) implements Piece {}

  /**
   * Of an answer: an IPv4 address as text.
   *
   * @param own the host's own, and not the client's
   */
  record Address(boolean own) implements Piece {}
}
